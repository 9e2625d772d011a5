import { resolve } from 'node:path';
import { defined } from '../../defined.ts';
import type { Session } from '../../aws/session.ts';
import { chooseLabs } from '../../catalog/catalog.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { LabsError } from '../../errors.ts';
import { markBegun } from '../../learn/begun.ts';
import { startCommandOf } from '../../messages/commands.ts';
import { message } from '../../messages/message.ts';
import { describePlan, usesOf } from '../../provision/describe.ts';
import { findExisting } from '../../provision/existing.ts';
import { chooseRegion } from '../../provision/region.ts';
import { checkQuotas } from '../../provision/quotas.ts';
import { start } from '../../provision/start.ts';
import type { StartPlan, StartRequest } from '../../provision/start-plan.ts';
import { planStart } from '../../provision/start-plan.ts';
import { viewOf } from '../../provision/view.ts';
import { parseDuration } from '../../sandbox/duration.ts';
import { defaultLease } from '../../sandbox/lease.ts';
import { identityIn, stackName } from '../../sandbox/name.ts';
import type { WorkFolder } from '../../saved/pack.ts';
import type { CommandContext, OptionsOf } from '../command.ts';
import type { Describe, NewCommand } from '../flags.ts';
import { cliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';
import { describeStarted } from '../ui/sandbox.ts';
import { firstLink } from '../first-link.ts';
import { leaseOptions } from '../lease-options.ts';
import { readBudget } from '../read-option.ts';
import { homeOf } from '../local-home.ts';
import { identityOf } from '../whose.ts';

function defineStart(command: NewCommand, describe: Describe) {
  const sandbox = command
    .argument('<lab...>', describe('cli.argument-lab'))
    .option('--owner <name>', describe('cli.option-owner'))
    .option('--sandbox <name>', describe('cli.option-sandbox'));
  return leaseOptions(sandbox, describe)
    .option('--budget <usd>', describe('start.option-budget'), readBudget)
    .option('--restore <dir>', describe('start.option-restore'))
    .option('--no-guard', describe('start.option-no-guard'))
    .option('--no-wait', describe('cli.option-no-wait'));
}

type StartFlags = OptionsOf<typeof defineStart>;

/** `labs start <lab...>`: plan, ask once, deploy, wait for the repositories, print the URL. */
export const subcommand = cliCommand({
  startsLocal: true,
  define: defineStart,
  run: async (context, [ids], flags) => {
    const catalog = await context.catalog();
    chooseLabs(catalog, ids);
    if (flags.restore !== undefined && !flags.wait) throw new LabsError('restore.needs-wait', {});
    const request = requestOf(ids, flags);
    const session = await context.session();
    return startWith(context, session, catalog, request, flags);
  },
});

function requestOf(labs: readonly string[], flags: StartFlags): StartRequest {
  return {
    labs,
    for: parseDuration(flags.for ?? defaultLease.for),
    keep: parseDuration(flags.keep ?? defaultLease.keep),
    leaseTyped: flags.for !== undefined || flags.keep !== undefined,
    keepEndpoints: flags.keepEndpoints === true,
    ...(flags.idle === undefined ? {} : { idleMinutes: parseDuration(flags.idle) / 60_000 }),
    ...defined({ type: flags.type, budget: flags.budget }),
  };
}

// oxlint-disable-next-line max-lines-per-function -- the command from question to answer, in its order
async function startWith(
  context: CommandContext,
  session: Session,
  catalog: Catalog,
  request: StartRequest,
  flags: StartFlags,
): Promise<number> {
  const { aws } = session;
  const typedFor = identityOf(session, flags);
  const name = stackName(typedFor);
  context.worksOn({ sandboxes: [name] });
  const typed = context.flags.region;
  const wanted = chooseRegion(chooseLabs(catalog, request.labs), typed, session.ambient);
  const { existing, notebooks, guard } = await findExisting(
    aws,
    catalog,
    name,
    wanted.region,
    context.host,
  );
  if (existing !== undefined && typed !== undefined && existing.stack.region !== typed) {
    throw new LabsError('region.elsewhere', { name, region: existing.stack.region, wanted: typed });
  }
  const choice = existing === undefined ? wanted : { region: existing.stack.region };
  // A name alone does not tell where its owner ends; the sandbox itself does.
  const identity = existing === undefined ? typedFor : identityIn(name, existing.stack);
  const place = { ...identity, name, account: session.account, region: choice.region };
  const plan = planStart(catalog, request, place, existing, context.now());

  const work = flags.restore === undefined ? undefined : await workIn(flags.restore, name);
  const remarks = await checkQuotas(aws, plan, catalog, notebooks);
  const lookup = await lookupFor(session, plan, catalog, context.now());
  const now = context.now();
  const offersGuard = flags.guard && !session.local;
  if (session.local) context.host.show([message('local.free')]);
  context.host.show(
    describePlan(plan, catalog, {
      lookup,
      choice,
      remarks,
      guard,
      offersGuard,
      now,
    }),
  );
  if (work !== undefined) {
    const { dir, files, bytes } = work;
    context.host.show([message('restore.plan', { dir, files: files.length, bytes })]);
  }
  if (context.flags.dryRun) {
    if (context.flags.json) context.write(toJson({ plan }));
    return 0;
  }
  if (!(await context.host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }

  const started = await start(aws, context.host, plan, {
    signal: context.signal,
    again: againOf(request, plan, flags),
    wait: flags.wait,
    now: context.now,
    template: templateOf(catalog),
    contents: contentsOf(catalog),
  });
  const forgotten = await markBegun(request.labs, { env: context.env, now: context.now() });
  if (forgotten !== undefined) context.host.notify({ type: 'warning', message: forgotten });
  if (started === undefined) {
    if (context.flags.json) context.write(toJson({ plan }));
    else context.write(context.say(message('start.no-wait', { labs: request.labs, at: plan })));
    return 0;
  }
  if (work !== undefined) {
    const { restoreWork } = await import('../../saved/restore.ts');
    await restoreWork(aws, context.host, started.stack, work, context.signal);
  }
  const url = await firstLink(context, aws, started.stack);
  const home = await homeOf(session, started.notebook?.name);
  const view = viewOf(started, lookup, {
    ...defined({ url, home }),
  });
  context.write(
    context.flags.json
      ? toJson({ sandboxes: [view] })
      : describeStarted(view, chooseLabs(catalog, request.labs), context),
  );
  return 0;
}

/** The command that was typed, as far as it decides what is made. */
function againOf({ labs }: StartRequest, at: StartPlan, flags: StartFlags): string {
  const { type, for: length, keep, idle, budget, restore } = flags;
  const typed = Object.entries({ type, for: length, keep, idle, budget, restore })
    .flatMap(([name, value]) => (value === undefined ? [] : [` --${name} ${value}`]))
    .join('');
  const switches = `${flags.keepEndpoints ? ' --keep-endpoints' : ''}${flags.guard ? '' : ' --no-guard'}`;
  return startCommandOf(labs, at, `${typed}${switches}`);
}

/** Saved work, looked at before anything is made. */
async function workIn(dir: string, sandbox: string): Promise<WorkFolder> {
  const { findWork } = await import('../../saved/pack.ts');
  return findWork(resolve(dir), sandbox);
}

async function lookupFor(session: Session, plan: StartPlan, catalog: Catalog, now: Date) {
  const { fetchPrices } = await import('../../aws/prices.ts');
  const labs = catalog.filter((lab) => plan.labs.includes(lab.id));
  const types = [plan.type, ...usesOf(labs).map(({ type }) => type)];
  return fetchPrices(session.aws, plan.region, types, now);
}

function contentsOf(catalog: Catalog) {
  return async (plan: StartPlan) => {
    const { readContents } = await import('../../catalog/content.ts');
    return readContents(chooseLabs(catalog, plan.labs));
  };
}

function templateOf(catalog: Catalog) {
  return async (plan: StartPlan) => {
    const { synthesizeTemplate } = await import('../../../lib/template.ts');
    return synthesizeTemplate(chooseLabs(catalog, plan.labs));
  };
}
