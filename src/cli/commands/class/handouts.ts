import type { Command } from 'commander';
import { defined } from '../../../defined.ts';
import type { SandboxStack } from '../../../aws/sandboxes.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import { memberNamed } from '../../../classroom/class.ts';
import { revokedDoor } from '../../../classroom/door/code.ts';
import { codesOf } from '../../../classroom/handouts/cards.ts';
import { withoutRevoked } from '../../../classroom/handouts/codes.ts';
import type { HandoutFacts } from '../../../classroom/handouts/page.ts';
import type { HandoutsPlan } from '../../../classroom/handouts/plan.ts';
import { planHandouts } from '../../../classroom/handouts/plan.ts';
import {
  doorAddress,
  handoutFiles,
  readHandouts,
  writeHandouts,
} from '../../../classroom/handouts/store.ts';
import { journeyOf } from '../../../classroom/journeys.ts';
import { labsOf } from '../../../classroom/plan/class-plan.ts';
import { runJourneys } from '../../../classroom/run/run.ts';
import { updateStep } from '../../../classroom/steps/update.ts';
import { LabsError } from '../../../errors.ts';
import type { Message } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { Lang } from '../../../messages/text.ts';
import { updateParameters } from '../../../provision/stacks.ts';
import { parameterNames } from '../../../sandbox/parameters.ts';
import type { OptionsOf } from '../../command.ts';
import type { Describe } from '../../flags.ts';
import { classAction, rosterOptions } from './action.ts';
import { membersFor } from './members.ts';
import { finishAll } from './over-all.ts';
import { studentsOf } from './request.ts';

function defineHandouts(command: Command<[string]>, describe: Describe) {
  return rosterOptions(
    command.argument('[student...]', describe('class.argument-student')),
    describe,
  )
    .option('--handouts <folder>', describe('class.option-handouts'))
    .option('--new-codes', describe('class.option-new-codes'))
    .option('--revoke', describe('handouts.option-revoke'))
    .option('--door-url <url>', describe('handouts.option-door-url'));
}

type HandoutFlags = OptionsOf<typeof defineHandouts>;

/**
 * `labs class handouts <class> [students]`: the cards anew, with the address of the door, and codes
 * made new or taken back.
 */
export const subcommand = classAction({
  define: defineHandouts,
  run: async (context, asked) => {
    const { group, flags } = asked;
    const { host, signal, lang } = context;
    const typedUrl = urlOf(flags);
    const students = await studentsOf(group, flags);
    const files = handoutFiles(flags.handouts ?? `${group}-handouts`);
    const before = await readHandouts(files);
    const doorUrl = typedUrl ?? before.doorUrl;
    const session = await context.session();
    const { aws } = session;
    const members = await membersFor(context, session, group);
    const plan = planHandouts({
      group,
      members,
      before: before.cards,
      people: new Map(students?.map(({ id, person }) => [id, person])),
      ...whose(asked.group, asked.args[0], flags, members),
    });
    const older = plan.changes.filter(({ stack }) => !canKeepCode(stack));
    if (older.length > 0) {
      throw new LabsError('handouts.older', { ids: older.map(({ stack }) => stack.owner), group });
    }
    host.show(describeHandouts(plan, group, files.dir));
    if (context.flags.dryRun) return 0;
    if (plan.changes.length > 0 && !(await host.confirm({ message: message('common.proceed') }))) {
      throw new LabsError('cli.declined', {});
    }
    // First the file: a code that is in none could never be handed out.
    const facts = factsOf(group, lang, await context.catalog(), members);
    await writeHandouts(files, plan.cards, {
      ...facts,
      ...defined({ doorUrl }),
    });
    const journeys = plan.changes.map(({ stack, door }) =>
      journeyOf(stack, [updateStep(aws, (current) => updateParameters(aws, current, { door }))]),
    );
    const arrivals = await runJourneys(aws, host, journeys, {
      signal,
      mostBusy: Number.POSITIVE_INFINITY,
    });
    const { csv, html } = files;
    const cards = codesOf(plan.cards).length;
    return finishAll(context, group, arrivals, {
      done: message('handouts.done', { group, cards }),
      lines: [message('class.up-handouts', { csv, html })],
      json: { handouts: { csv, html, cards } },
    });
  },
});

/** The address that is printed on the cards. */
function urlOf({ doorUrl }: HandoutFlags): string | undefined {
  if (doorUrl === undefined) return undefined;
  const address = doorAddress(doorUrl);
  if (address === undefined) throw new LabsError('handouts.url-invalid', { given: doorUrl });
  return address;
}

/** Whose codes are made new, and whose are taken back. */
function whose(
  group: string,
  students: readonly string[],
  flags: HandoutFlags,
  members: readonly SandboxStack[],
) {
  const named = new Set(students.map((given) => memberNamed(members, group, given).owner));
  const nobody: ReadonlySet<string> = new Set();
  if (flags.revoke === true) {
    if (named.size === 0) throw new LabsError('handouts.revoke-whom', { group });
    return { renewed: nobody, revoked: named };
  }
  if (flags.newCodes !== true) return { renewed: nobody, revoked: nobody };
  const all = withoutRevoked(
    members.map(({ owner }) => owner),
    members,
  );
  return { renewed: named.size === 0 ? all : named, revoked: nobody };
}

function canKeepCode(stack: SandboxStack): boolean {
  return stack.parameterNames.includes(parameterNames.door);
}

function describeHandouts(
  { cards, changes, elsewhere, revoked: all }: HandoutsPlan,
  group: string,
  dir: string,
): readonly Message[] {
  const ids = (isRevoked: boolean) =>
    changes.flatMap(({ stack, door }) =>
      (door === revokedDoor) === isRevoked ? [stack.owner] : [],
    );
  const [made, revoked] = [ids(false), ids(true)];
  const without = all.filter((id) => !revoked.includes(id));
  return [
    message('handouts.title', { group, cards: codesOf(cards).length, dir }),
    ...(made.length === 0 ? [] : [message('handouts.new', { ids: made })]),
    ...(revoked.length === 0 ? [] : [message('handouts.revoked', { ids: revoked })]),
    ...(without.length === 0 ? [] : [message('handouts.without', { ids: without, group })]),
    ...(elsewhere.length === 0
      ? []
      : [message('class.codes-elsewhere', { ids: elsewhere, group })]),
  ];
}

function factsOf(
  group: string,
  lang: Lang,
  catalog: Catalog,
  members: readonly SandboxStack[],
): HandoutFacts {
  const ids = labsOf(members);
  const labs = catalog.filter(({ id }) => ids.includes(id)).map(({ title }) => title[lang]);
  return { group, lang, labs };
}
