import type { Session } from '../../aws/session.ts';
import { regionsOf } from '../../catalog/catalog.ts';
import { LabsError } from '../../errors.ts';
import { describeReport, describeReports } from '../../guard/describe.ts';
import type { DeployedGuard } from '../../guard/place.ts';
import { ensureBucket, findGuard, guardPlace } from '../../guard/place.ts';
import { lastReports } from '../../guard/report.ts';
import { runGuard } from '../../guard/run.ts';
import type { GuardSettings } from '../../guard/settings.ts';
import { defaultLimits } from '../../guard/settings.ts';
import type { PlainCode } from '../../messages/message.ts';
import { message, render } from '../../messages/message.ts';
import { parseDuration } from '../../sandbox/duration.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { nothingWithoutLocal } from '../local-home.ts';
import { clockOf } from '../local-clock.ts';
import { toJson } from '../ui/json.ts';

interface GuardFlags {
  readonly once?: boolean;
  readonly maxRun?: string;
  readonly maxKeep?: string;
  readonly email?: string;
}

/** `labs guard up | run --once | status | down`. */
export const guardCommand: CliCommand = {
  define: (command, lang) => {
    const say = (code: PlainCode) => render(message(code), lang);
    command
      .argument('<action>', say('guard.argument-action'))
      .option('--once', say('guard.option-once'))
      .option('--max-run <duration>', say('guard.option-max-run'))
      .option('--max-keep <duration>', say('guard.option-max-keep'))
      .option('--email <address>', say('guard.option-email'));
  },
  run: async (context, [action = ''], options) => {
    const flags = options as GuardFlags;
    if (action === 'up') return up(context, flags);
    if (action === 'down') return down(context);
    if (action === 'run') return runOnce(context, flags);
    if (action === 'status') return status(context);
    throw new LabsError('guard.no-action', { given: action });
  },
};

/** Makes the guard, or changes the one that is there; what is not said stays as it is. */
async function up(context: CommandContext, flags: GuardFlags): Promise<number> {
  const session = await context.session();
  if (session.local) throw new LabsError('guard.not-local', {});
  const { aws, account } = session;
  const regions = regionsOf(await context.catalog());
  const guard = await findGuard(aws, account, regions);
  const before = guard?.settings ?? settingsWithout(session, await regionsFor(context));
  const { maxRun, maxKeep, email = guard?.email } = flags;
  const limits = {
    runMs: maxRun === undefined ? before.limits.runMs : parseDuration(maxRun),
    keepMs: maxKeep === undefined ? before.limits.keepMs : parseDuration(maxKeep),
  };
  const settings = { place: before.place, regions, limits };
  const { region } = settings.place;
  const existing = guard !== undefined;
  context.host.show([
    message('guard.plan-up', { account, region, existing, regions, ...limits, email: email ?? '' }),
  ]);
  if (context.flags.dryRun) return 0;
  await consent(context);
  const [{ guardBundle }, { synthesizeGuard }, { deployGuard }] = await Promise.all([
    import('../../guard/bundle.ts'),
    import('../../../lib/guard-template.ts'),
    import('../../guard/deploy.ts'),
  ]);
  const plan = {
    settings,
    bundle: guardBundle(),
    template: synthesizeGuard(email !== undefined),
    ...(email === undefined ? {} : { email }),
    ...(guard === undefined ? {} : { existing: guard.status }),
  };
  const made = await deployGuard(aws, context.host, plan, context.signal);
  context.write(
    context.flags.json
      ? toJson({ guard: viewOf(made) })
      : context.say(message('guard.up-done', { region })),
  );
  return 0;
}

async function down(context: CommandContext): Promise<number> {
  const session = await context.session().catch(nothingWithoutLocal);
  if (session === undefined) return printNone(context);
  const { aws, account } = session;
  const regions = await regionsFor(context);
  const guard = await findGuard(aws, account, regions);
  const { place } = guard?.settings ?? settingsWithout(session, regions);
  const { contentsOf, removeGuard } = await import('../../guard/undeploy.ts');
  const { keys } = await contentsOf(aws, place);
  if (guard === undefined && keys === undefined) return printNone(context);
  const works = (keys ?? []).filter((key) => key.startsWith('work/')).length;
  const others = (keys ?? []).filter((key) => key.startsWith('reports/')).length;
  context.host.show([message('guard.plan-down', { ...place, works, others })]);
  if (context.flags.dryRun) return 0;
  await consent(context);
  await removeGuard(aws, context.host, place, guard, context.signal);
  const { json } = context.flags;
  context.write(json ? toJson({ guard: null }) : context.say(message('guard.down-done')));
  return 0;
}

async function consent({ host }: CommandContext): Promise<void> {
  if (await host.confirm({ message: message('common.proceed') })) return;
  throw new LabsError('cli.declined', {});
}

/** A run here, with the rights of whoever calls, and the limits of the guard that is deployed. */
async function runOnce(context: CommandContext, { once }: GuardFlags): Promise<number> {
  const { host, signal, flags } = context;
  if (once !== true) throw new LabsError('guard.no-action', { given: 'run' });
  const session = await context.session();
  const regions = await regionsFor(context);
  const guard = await findGuard(session.aws, session.account, regions);
  const { place, limits } = guard?.settings ?? settingsWithout(session, regions);
  // Neither the role for stacks nor the topic: whoever calls has rights of their own.
  const settings: GuardSettings = { place, limits, regions: guard?.settings.regions ?? regions };
  host.show([message('guard.plan-run', { regions: settings.regions, ...limits })]);
  if (flags.dryRun) return 0;
  await consent(context);
  await ensureBucket(session.aws, place);
  const now = await clockOf(session, context.now);
  const report = await runGuard(session.aws, host, settings, { now, signal });
  context.write(
    flags.json ? toJson({ report }) : describeReport(report).map(context.say).join('\n'),
  );
  const isUnsure = report.unreadable.length > 0;
  return isUnsure || report.sandboxes.some(({ did }) => did === 'failed') ? 3 : 0;
}

async function status(context: CommandContext): Promise<number> {
  const session = await context.session().catch(nothingWithoutLocal);
  if (session === undefined) return printNone(context);
  const regions = await regionsFor(context);
  const guard = await findGuard(session.aws, session.account, regions);
  if (guard === undefined) return printNone(context);
  const { place } = guard.settings;
  const now = await clockOf(session, context.now);
  const reports = await lastReports(session.aws, place, now(), 5);
  context.write(
    context.flags.json
      ? toJson({ guard: viewOf(guard), reports })
      : describeReports(guard, reports, now()).map(context.say).join('\n'),
  );
  return 0;
}

function printNone({ flags, write, say }: CommandContext): number {
  const none = message(flags.local ? 'guard.none-local' : 'guard.none');
  write(flags.json ? toJson({ guard: null, reports: [] }) : say(none));
  return 0;
}

function viewOf({ region, status: stackStatus, settings }: DeployedGuard) {
  const { regions, limits, place } = settings;
  return { region, stackStatus, regions, ...limits, bucket: place.bucket };
}

async function regionsFor(context: CommandContext): Promise<readonly string[]> {
  const { region } = context.flags;
  return region === undefined ? regionsOf(await context.catalog()) : [region];
}

function settingsWithout({ account, ambient }: Session, regions: readonly string[]): GuardSettings {
  const [first = 'us-east-1'] = regions;
  const home = ambient !== undefined && regions.includes(ambient.region) ? ambient.region : first;
  return { place: guardPlace(account, home), regions, limits: defaultLimits };
}
