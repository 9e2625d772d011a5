import type { Session } from '../aws/session.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { listSandboxesIn } from '../aws/sandboxes.ts';
import { regionsOf } from '../catalog/catalog.ts';
import { LabsError } from '../errors.ts';
import { message } from '../messages/message.ts';
import type { SandboxIdentity } from '../sandbox/name.ts';
import {
  identityIn,
  isSandboxName,
  ownerOfCaller,
  ownerSlug,
  slug,
  stackName,
} from '../sandbox/name.ts';
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

/** Whose sandbox a start is about, and which of them. */
export function identityOf(session: Session, options: WhoseOptions): SandboxIdentity {
  const owner = ownerOf(session, options);
  const { sandbox } = options;
  if (sandbox === undefined) return { owner };
  if (!isSandboxName(sandbox)) return { owner, sandbox: slug(sandbox) };
  const own = stackName({ owner });
  return sandbox === own || sandbox.startsWith(`${own}-`)
    ? identityIn(sandbox, { owner })
    : { owner: sandbox.slice('labs-'.length) };
}

/**
 * The name of the one sandbox that was typed: `--sandbox` takes its whole name, or what comes
 * after the owner in it.
 */
export function sandboxNameOf(session: Session, options: WhoseOptions): string | undefined {
  const { sandbox } = options;
  if (sandbox === undefined || isSandboxName(sandbox)) return sandbox;
  return stackName({ owner: ownerOf(session, options), sandbox: slug(sandbox) });
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
  return found.filter(isWanted(session, options));
}

function isWanted(session: Session, options: WhoseOptions): (stack: SandboxStack) => boolean {
  const { names = [] } = options;
  if (names.length > 0) return ({ name }) => names.includes(name);
  if (options.all === true) return () => true;
  const sandbox = sandboxNameOf(session, options);
  if (sandbox !== undefined) return ({ name }) => name === sandbox;
  const owner = ownerOf(session, options);
  return (stack) => stack.owner === owner && stack.class === undefined;
}

/** That nothing is there of what was typed. */
export function noneOf(session: Session, options: WhoseOptions): LabsError {
  const name = sandboxNameOf(session, options);
  return name === undefined
    ? new LabsError('sandbox.none', { owner: ownerOf(session, options) })
    : new LabsError('sandbox.gone', { name });
}

/**
 * The one sandbox that a command is about.
 *
 * @throws LabsError `sandbox.none`, `sandbox.gone`, `sandbox.several`
 */
export async function findOne(
  context: CommandContext,
  session: Session,
  options: WhoseOptions,
): Promise<SandboxStack> {
  const wanted = await findWanted(context, session, options);
  const [one] = wanted;
  if (one === undefined) throw noneOf(session, options);
  if (wanted.length > 1) {
    throw new LabsError('sandbox.several', { names: wanted.map(({ name }) => name) });
  }
  context.worksOn({ sandboxes: [one.name] });
  return one;
}
