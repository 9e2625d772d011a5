import { styleText } from 'node:util';
import { defined } from '../../defined.ts';
import { isLabsError } from '../../errors.ts';
import { wrapHanging } from '../../host/width.ts';
import { message } from '../../messages/message.ts';
import type { Message } from '../../messages/message.ts';
import type { CheckContext, CheckGroup, Finding } from '../../preflight/check.ts';
import type { Examined } from '../../preflight/examine.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';

/** `labs doctor`: what is missing, each with its next step; `--policy`: what a person needs. */
export const subcommand = cliCommand({
  define: (command, describe) => command.option('--policy', describe('doctor.option-policy')),
  run: async (context, _args, { policy }) => {
    if (policy === true) {
      const { personPolicy } = await import('../../preflight/policy.ts');
      context.host.notify({ type: 'note', message: message('doctor.policy-note') });
      context.write(toJson(personPolicy));
      return 0;
    }
    const { examine, isBlocked } = await import('../../preflight/examine.ts');
    const examined = await examine(await checkContext(context));
    const blocked = isBlocked(examined);
    context.write(
      context.flags.json
        ? toJson({ ready: !blocked, checks: examined.flatMap((one) => rowsOf(one, context)) })
        : describeExamined(examined, context),
    );
    return blocked ? 1 : 0;
  },
});

async function checkContext(context: CommandContext): Promise<CheckContext> {
  const { flags, env } = context;
  const profile = flags.profile ?? (env['AWS_PROFILE'] || undefined);
  let session: ReturnType<CheckContext['session']> | undefined;
  return {
    local: flags.local,
    ...defined({ profile, region: flags.region }),
    env,
    platform: process.platform,
    nodeVersion: process.versions.node,
    // This computer's clock, which is examined too; the context's is AWS's.
    now: () => new Date(),
    signal: context.signal,
    catalog: await context.catalog(),
    session: () => (session ??= sessionOf(context)),
  };
}

/** A local AWS that does not run is no trouble: the first start of a lab starts it. */
async function sessionOf(context: CommandContext): ReturnType<CheckContext['session']> {
  try {
    return await context.session();
  } catch (error) {
    if (isLabsError(error, 'local-command.not-running')) return undefined;
    throw error;
  }
}

/** What was found and, where it is not good, what to do. */
interface Row {
  readonly check: string;
  readonly group: CheckGroup;
  readonly state: Finding['is'];
  readonly what: string;
  readonly todo?: string;
}

function rowsOf(
  { id: check, group, findings }: Examined,
  { say, sayFailure }: CommandContext,
): readonly Row[] {
  return findings.map((found) => {
    const base = { check, group, state: found.is };
    if ('message' in found) return { ...base, what: say(found.message) };
    const { code, params } = found.error;
    const [what, todo] = sayFailure(code, params);
    return { ...base, what, todo };
  });
}

const marks: Readonly<
  Record<Finding['is'], readonly [mark: string, colour: 'green' | 'red' | 'yellow' | 'dim']>
> = {
  ok: ['✔', 'green'],
  problem: ['✖', 'red'],
  warning: ['!', 'yellow'],
  unknown: ['?', 'yellow'],
  skipped: ['-', 'dim'],
};

function describeExamined(examined: readonly Examined[], context: CommandContext): string {
  const rows = examined.flatMap((one) => rowsOf(one, context));
  const width = Math.max(30, Math.min(process.stdout.columns ?? 80, 100));
  const stream = process.stdout;
  const lines: string[] = [];
  for (const group of new Set(rows.map((row) => row.group))) {
    lines.push(styleText('bold', context.say(message(`doctor.group-${group}`)), { stream }));
    for (const { state, what, todo } of rows.filter((row) => row.group === group)) {
      const [mark, colour] = marks[state];
      const [first = '', ...rest] = wrapHanging(`    ${what}`, width);
      lines.push(`  ${styleText(colour, mark, { stream })} ${first.slice(4)}`, ...rest);
      if (todo !== undefined) lines.push(...wrapHanging(`      ${todo}`, width));
    }
    lines.push('');
  }
  return [...lines, ...wrapHanging(context.say(conclusion(rows)), width)].join('\n');
}

function conclusion(rows: readonly Row[]): Message {
  const count = (...states: readonly Finding['is'][]) =>
    rows.filter(({ state }) => states.includes(state)).length;
  if (count('problem') > 0) return message('doctor.blocked', { count: count('problem') });
  const remarks = count('warning', 'unknown');
  return remarks > 0 ? message('doctor.usable', { count: remarks }) : message('doctor.ready');
}
