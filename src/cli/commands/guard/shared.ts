import type { Session } from '../../../aws/session.ts';
import { regionsOf } from '../../../catalog/catalog.ts';
import { LabsError } from '../../../errors.ts';
import type { DeployedGuard } from '../../../guard/place.ts';
import { guardPlace } from '../../../guard/place.ts';
import type { GuardSettings } from '../../../guard/settings.ts';
import { defaultLimits } from '../../../guard/settings.ts';
import { message } from '../../../messages/message.ts';
import type { CommandContext } from '../../command.ts';
import { toJson } from '../../ui/json.ts';

/**
 * Asks once.
 *
 * @throws LabsError `cli.declined`
 */
export async function consent({ host }: CommandContext): Promise<void> {
  if (await host.confirm({ message: message('common.proceed') })) return;
  throw new LabsError('cli.declined', {});
}

/** Says that there is no guard. */
export function printNone({ flags, write, say }: CommandContext): number {
  const none = message(flags.local ? 'guard.none-local' : 'guard.none');
  write(flags.json ? toJson({ guard: null, reports: [] }) : say(none));
  return 0;
}

/** A guard, for a program to read. */
export function viewOf({ region, status: stackStatus, settings }: DeployedGuard) {
  const { regions, limits, place } = settings;
  return { region, stackStatus, regions, ...limits, bucket: place.bucket };
}

/** The regions that a guard looks after: `--region`, else those of the catalog. */
export async function regionsFor(context: CommandContext): Promise<readonly string[]> {
  const { region } = context.flags;
  return region === undefined ? regionsOf(await context.catalog()) : [region];
}

/** Settings where no guard is deployed. */
export function settingsWithout(
  { account, ambient }: Session,
  regions: readonly string[],
): GuardSettings {
  const [first = 'us-east-1'] = regions;
  const home = ambient !== undefined && regions.includes(ambient.region) ? ambient.region : first;
  return { place: guardPlace(account, home), regions, limits: defaultLimits };
}
