import type { Block, Document } from '../document.ts';
import type { Names } from '../names.ts';
import type { CallExpr, Expr } from '../python/expr.ts';
import { calledName, keyword, positional, receiverOf, within } from '../python/expr.ts';
import type { Site, Spot } from '../running.ts';
import { overlap, sitesOf } from '../running.ts';
import { endpointCommands } from './commands.ts';
import type { Deletion, Endpoint, HelperLookup } from './endpoint.ts';
import { spotOf } from './endpoint.ts';

/** Where a document deletes endpoints, itself and through helper modules. */
export function deletionsIn(
  document: Document,
  names: Names,
  made: readonly Endpoint[],
  helper: HelperLookup,
): readonly Deletion[] {
  const isMaking = new Set(made.map(({ call }) => call));
  const nameAll = (exprs: readonly Expr[], at: Spot) => namedBy(exprs, at, names, isMaking);
  const byCalls = sitesOf(document).flatMap((site): Deletion[] => {
    const { call, block } = site;
    const receiver = receiverOf(call);
    const at = { ...spotOf(site), block };
    const name = calledName(call);
    if (receiver !== undefined && /^delete_(endpoint|predictor)$/.test(name ?? '')) {
      const given = positional(call)[0] ?? keyword(call, 'EndpointName', 'endpoint_name');
      const keeps = keyword(call, 'delete_endpoint_config');
      const isPredictor = given === undefined || /^(True|False)$/.test(textAt(given, block));
      const flag = keeps ?? (isPredictor ? given : undefined);
      return [
        {
          ...at,
          named: nameAll([isPredictor ? receiver : given], site),
          leavesConfig: isPredictor ? flag !== undefined && textAt(flag, block) === 'False' : true,
        },
      ];
    }
    if (receiver !== undefined && name === 'delete' && made.length > 0) {
      const named = nameAll([receiver], site);
      const isEndpoint = named !== undefined && made.some(({ known }) => overlap(named, known));
      return isEndpoint ? [{ ...at, named, leavesConfig: true }] : [];
    }
    const deletion = helper(names.calleeOf(call) ?? '')?.deletion;
    if (deletion === undefined) return [];
    const exprs = call.args.map(({ value }) => value);
    return [{ ...at, named: nameAll(exprs, site), leavesConfig: deletion.leavesConfig }];
  });
  return [...byCalls, ...deletedByCommands(document)];
}

/** A deletion in a function, as it is where the function is called. */
export function deletedAtCall(site: Site, deletion: Deletion, names: Names): Deletion {
  const args = site.call.args.map(({ value }) => value);
  const given = namedBy(args, site, names, new Set());
  const named =
    deletion.named === undefined ? given : new Set([...deletion.named, ...(given ?? [])]);
  return { ...deletion, ...spotOf(site), block: site.block, named };
}

/** The word that stands where an expression begins: for `True` and `False`. */
function textAt({ from }: Expr, { text, lexed }: Block): string {
  return /^\w*/.exec((lexed?.python ?? text).slice(from))?.[0] ?? '';
}

/** What expressions may name, through the variables that they come from. */
function namedBy(
  exprs: readonly Expr[],
  at: Spot,
  names: Names,
  isMaking: ReadonlySet<CallExpr | undefined>,
): ReadonlySet<string> | undefined {
  const named = new Set<string>();
  let isKnown = false;
  let isAny = false;
  const add = (expr: Expr, spot: Spot, far: number): void => {
    for (const part of within(expr)) {
      if (part.kind === 'string') named.add(`"${part.value}"`);
      if (part.kind !== 'name' || named.has(part.name)) continue;
      named.add(part.name);
      const given = names.givenTo(part.name, spot);
      if (given.length > 0) isKnown = true;
      for (const one of given) {
        if (one.each && !namesItems(one.value)) isAny = true;
        const isMade = one.value.kind === 'call' && isMaking.has(one.value);
        if (!isMade && far > 0 && named.size < 100) add(one.value, one, far - 1);
      }
    }
    for (const text of names.textsOf(expr, spot)) {
      if (text === '{}') continue;
      named.add(`"${text}"`);
      isKnown = true;
    }
  };
  for (const expr of exprs) add(expr, at, 3);
  return isKnown && !isAny ? named : undefined;
}

/** A loop over things that are written out: `for one in (a, b)`. */
function namesItems(value: Expr): boolean {
  return value.kind === 'other' && value.inside.every(({ kind }) => kind === 'items');
}

function deletedByCommands(document: Document): readonly Deletion[] {
  return endpointCommands(document, 'delete-endpoint').map(({ known, ...one }) => ({
    ...one,
    named: known,
    leavesConfig: true,
  }));
}
