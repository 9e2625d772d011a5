import type { Session } from '../aws/session.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { listSandboxesIn } from '../aws/sandboxes.ts';
import { regionsOf } from '../catalog/catalog.ts';
import { LabsError } from '../errors.ts';
import { message } from '../messages/message.ts';
import { ownerOfCaller, ownerSlug, stackName } from '../sandbox/name.ts';
import type { CommandContext } from './command.ts';

/** Whose sandbox a command is about: options of start, status, open, stop and down. */
export interface WhoseOptions {
  readonly owner?: string;
  readonly sandbox?: string;
  readonly all?: boolean;
  /** Sandboxes by their own names; then the other three do not count. */
  readonly names?: readonly string[];
}

/** The owner's slug: what was typed, else who is calling. */
export function ownerOf(session: Session, { owner }: WhoseOptions): string {
  return owner === undefined ? ownerOfCaller(session.caller) : ownerSlug(owner);
}

/** What was typed to name a sandbox, to be repeated in a command: each with a blank before it. */
export function whoseWords({ owner, sandbox }: WhoseOptions): string {
  return [
    ...(owner === undefined ? [] : [` --owner ${owner}`]),
    ...(sandbox === undefined ? [] : [` --sandbox ${sandbox}`]),
  ].join('');
}

/**
 * The sandboxes that a command is about, in every region of the catalog or in `--region`.
 *
 * A region that cannot be read is a warning, never taken for an empty one.
 */
export async function findWanted(
  context: CommandContext,
  session: Session,
  options: WhoseOptions,
): Promise<readonly SandboxStack[]> {
  const regions =
    context.flags.region === undefined
      ? regionsOf(await context.catalog())
      : [context.flags.region];
  const found = await listSandboxesIn(session.aws, regions, (region, error) => {
    const text = error instanceof Error ? error.message : String(error);
    context.host.notify({
      type: 'warning',
      message: message('cli.region-unreadable', { region, text }),
    });
  });
  const { names = [] } = options;
  if (names.length > 0) return found.filter(({ name }) => names.includes(name));
  if (options.all === true) return found;
  const owner = ownerOf(session, options);
  const sandbox = options.sandbox;
  return sandbox === undefined
    ? found.filter((stack) => stack.owner === owner && stack.class === undefined)
    : found.filter((stack) => stack.name === stackName({ owner, sandbox }));
}

/**
 * The one sandbox that a command is about.
 *
 * @throws LabsError `sandbox.none`, `sandbox.several`
 */
export async function findOne(
  context: CommandContext,
  session: Session,
  options: WhoseOptions,
): Promise<SandboxStack> {
  const wanted = await findWanted(context, session, options);
  const [one] = wanted;
  if (one === undefined) throw new LabsError('sandbox.none', { owner: ownerOf(session, options) });
  if (wanted.length > 1) {
    throw new LabsError('sandbox.several', { names: wanted.map(({ name }) => name) });
  }
  return one;
}
