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
import { message, render } from '../../messages/message.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { nothingWithoutLocal } from '../local-home.ts';
import { clockOf } from '../local-clock.ts';
import { toJson } from '../ui/json.ts';

interface GuardFlags {
  readonly once?: boolean;
}

/** `labs guard run --once | status`. */
export const guardCommand: CliCommand = {
  define: (command, lang) => {
    const say = (code: Parameters<typeof message>[0]) => render({ code, params: {} }, lang);
    command
      .argument('<action>', say('guard.argument-action'))
      .option('--once', say('guard.option-once'));
  },
  run: async (context, [action = ''], options) => {
    const flags = options as GuardFlags;
    if (action === 'run') return runOnce(context, flags);
    if (action === 'status') return status(context);
    throw new LabsError('guard.no-action', { given: action });
  },
};

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
  if (!(await host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }
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
  write(flags.json ? toJson({ guard: null, reports: [] }) : say(message('guard.none')));
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
