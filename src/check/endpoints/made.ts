import type { Document } from '../document.ts';
import type { Rented } from '../instances.ts';
import { instancesOf, isDeploy, isLocal } from '../instances.ts';
import type { Names } from '../names.ts';
import type { FunctionCode } from '../python/code.ts';
import type { Expr } from '../python/expr.ts';
import { calledName, keyword, receiverOf, rootOf } from '../python/expr.ts';
import type { Site, Spot } from '../running.ts';
import { isBefore, sitesOf } from '../running.ts';
import { endpointCommands } from './commands.ts';
import type { Endpoint, HelperLookup } from './endpoint.ts';
import { spotOf } from './endpoint.ts';

/** The endpoints that a document makes, itself and through helper modules, in order. */
export function madeIn(
  document: Document,
  names: Names,
  helper: HelperLookup,
): readonly Endpoint[] {
  const rented = new Map(
    instancesOf(document)
      .filter(({ use }) => use === 'hosting')
      .map((one) => [one.site.call, one]),
  );
  const byCalls = sitesOf(document)
    .filter((site) => makes(site, names, rented.get(site.call), helper))
    .map((site) => endpointAt(site, names, rented.get(site.call)?.types ?? []));
  return [...byCalls, ...madeByCommands(document)].sort((a, b) => (isBefore(a, b) ? -1 : 1));
}

/** Whether a call makes a real-time endpoint in AWS, itself or through a helper module. */
function makes(
  site: Site,
  names: Names,
  rented: Rented | undefined,
  helper: HelperLookup,
): boolean {
  const { call } = site;
  const name = calledName(call);
  if (name === 'deploy') {
    return isDeploy(call, site, names) && !(rented !== undefined && isLocal(rented));
  }
  if (name === 'create_endpoint') return keyword(call, 'EndpointName') !== undefined;
  const path = names.calleeOf(call) ?? '';
  if (/^sagemaker\.core\..*Endpoint\.create$/.test(path)) return true;
  if (name === 'execute') return isPipeline(receiverOf(call), site, names);
  return helper(path)?.makes === true;
}

/** The pipelines of the Step Functions SDK end with an endpoint. */
function isPipeline(receiver: Expr | undefined, site: Site, names: Names): boolean {
  if (receiver === undefined) return false;
  return names
    .madeBy(receiver, site)
    .some((made) => /^stepfunctions\..*Pipeline$/.test(names.calleeOf(made) ?? ''));
}

function endpointAt(site: Site, names: Names, types: readonly string[]): Endpoint {
  const { call, targets, block } = site;
  const known = new Set<string>(targets);
  const receiver = receiverOf(call);
  const root = calledName(call) === 'deploy' ? receiver && rootOf(receiver) : undefined;
  if (root !== undefined) known.add(root);
  const name = keyword(call, 'endpoint_name', 'EndpointName');
  if (name !== undefined) addName(known, name, site, names);
  // What boto3 and a pipeline answer is no handle of the endpoint.
  const isHandle = !/^(create_endpoint|execute)$/.test(calledName(call) ?? '');
  const variable = isHandle ? targets[0] : undefined;
  return { ...spotOf(site), call, block, variable, types, known };
}

/** An endpoint that a function makes, as it is where the function is called. */
export function madeAtCall(
  site: Site,
  made: Endpoint,
  { params }: FunctionCode,
  names: Names,
): Endpoint {
  const known = new Set<string>(site.targets);
  // A method is called without its first parameter.
  const first = params[0] === 'self' ? 1 : 0;
  for (const [index, { name, value }] of site.call.args.entries()) {
    const param = name ?? params[index + first] ?? '';
    if (made.known.has(param)) addName(known, value, site, names);
  }
  const { call, targets, block } = site;
  return { ...made, ...spotOf(site), call, block, variable: targets[0], known };
}

/** An endpoint's name: the variable that it is in, and its text where that is known. */
function addName(known: Set<string>, expr: Expr, at: Spot, names: Names): void {
  if (expr.kind === 'name') known.add(expr.name);
  for (const text of names.textsOf(expr, at)) if (text !== '{}') known.add(`"${text}"`);
}

function madeByCommands(document: Document): readonly Endpoint[] {
  return endpointCommands(document, 'create-endpoint').map((one) => ({
    ...one,
    call: undefined,
    variable: undefined,
    types: [],
  }));
}
