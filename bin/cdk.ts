import { defined } from '../src/defined.ts';
import { addSandboxStack, cdkApp, refuseTooLarge } from '../lib/cdk-app.ts';
import { readContext } from '../lib/cdk-context.ts';
import { chooseLabs, commonRegions } from '../src/catalog/catalog.ts';
import { resolveCatalog } from '../src/catalog/own-labs.ts';
import { chooseLang } from '../src/cli/lang.ts';
import { readerOf } from '../src/cli/reader.ts';
import { reportError } from '../src/cli/report-error.ts';
import { readTyped } from '../src/cli/typed.ts';
import { LabsError } from '../src/errors.ts';
import { message, render } from '../src/messages/message.ts';
import type { Lang } from '../src/messages/text.ts';
import { planStart } from '../src/provision/start-plan.ts';
import { parameterDate } from '../src/sandbox/lease.ts';
import { stackName } from '../src/sandbox/name.ts';

const lang = chooseLang(undefined, process.env);
try {
  await synthesize(lang, process.env);
} catch (error) {
  // The CDK's own `--debug` asks for stack traces by this variable.
  const typed = readTyped(process.env['CDK_DEBUG'] === 'true' ? ['--verbose'] : []);
  const reader = readerOf(typed, lang, process);
  const { signal } = new AbortController();
  process.exitCode = await reportError(error, { typed, reader, signal });
}

/** What `npx cdk deploy -c lab=...` deploys: the sandbox that `labs start` would make. */
async function synthesize(language: Lang, env: NodeJS.ProcessEnv): Promise<void> {
  const app = cdkApp();
  const request = readContext(app.node.getAllContext());
  const { identity } = request;
  const catalog = await resolveCatalog({ cwd: process.cwd() });
  const labs = chooseLabs(catalog, request.labs);
  const account = env['CDK_DEFAULT_ACCOUNT'];
  const region = env['CDK_DEFAULT_REGION'];
  if (region !== undefined) refuseRegion(request.labs, commonRegions(labs), region);

  const name = stackName(identity);
  const plan = planStart(
    catalog,
    { ...request, leaseTyped: true },
    { ...identity, name, account: account ?? '', region: region ?? '' },
    undefined,
    new Date(),
  );
  addSandboxStack(app, {
    name,
    identity,
    labs,
    env: {
      ...defined({ account, region }),
    },
    defaults: {
      owner: identity.owner,
      sandbox: identity.sandbox ?? '',
      class: identity.class ?? '',
      stopsAt: parameterDate(plan.lease.stopsAt),
      removedAfter: parameterDate(plan.lease.removedAfter),
      instanceType: plan.type,
      volumeGiB: String(request.volumeGiB ?? plan.volumeGiB),
      idleMinutes: String(plan.idleMinutes),
      keepEndpoints: String(plan.keepEndpoints),
    },
    notes: [
      ...(request.ownerGiven ? [] : [message('cdk.owner-default', { stack: name })]),
      ...(request.setsParameters ? [message('cdk.keeps-parameters', { stack: name })] : []),
    ].map((note) => render(note, language)),
  });
  refuseTooLarge(app.synth().getStackByName(name).template, request.labs);
}

function refuseRegion(labs: readonly string[], works: readonly string[], region: string): void {
  if (works.length === 0) throw new LabsError('region.none-in-common', { labs });
  if (!works.includes(region)) {
    throw new LabsError('cdk.region-unsupported', { region, labs, works });
  }
}
