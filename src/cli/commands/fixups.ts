import { chooseLabs, hasOwnKernel, kernelOf } from '../../catalog/catalog.ts';
import type { Lab } from '../../catalog/schema.ts';
import { LabsError } from '../../errors.ts';
import { message } from '../../messages/message.ts';
import { refix } from '../../provision/fixups.ts';
import { observe } from '../../provision/observe.ts';
import type { Report } from '../../sandbox/report.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { toJson } from '../ui/json.ts';
import { columns, marked, paragraph, pathLines } from '../ui/text.ts';
import type { WhoseOptions } from '../whose.ts';
import { findOne } from '../whose.ts';

/** `labs fixups <lab>`: what is mended in a lab's notebooks and why; `--undo` takes it back. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .argument('<lab>', describe('cli.argument-lab'))
      .option('--undo', describe('fixups.option-undo'))
      .option('--redo', describe('fixups.option-redo'))
      .option('--owner <name>', describe('cli.option-owner'))
      .option('--sandbox <name>', describe('cli.option-sandbox')),
  run: async (context, [id], { undo, redo, ...whose }) => {
    const [lab] = chooseLabs(await context.catalog(), [id]);
    if (lab === undefined) return 1;
    if (undo === true && redo === true) throw new LabsError('fixups.both', { lab: id });
    if (undo === true) return change(context, lab, 'undone', whose);
    if (redo === true) return change(context, lab, 'made', whose);
    context.write(
      context.flags.json ? toJson({ lab: id, fixups: lab.fixups }) : describeFixups(lab, context),
    );
    return 0;
  },
});

function describeFixups(lab: Lab, { say, lang }: CommandContext): string {
  if (!hasOwnKernel(lab) && lab.fixups.length === 0) {
    return say(message('fixups.none', { lab: lab.id }));
  }
  const kernel = hasOwnKernel(lab)
    ? marked('-', say(message('fixups.kernel', { kernel: kernelOf(lab) })), 2)
    : [];
  const files = [...new Set(lab.fixups.map(({ file }) => file))];
  return [
    ...paragraph(say(message('fixups.title', { lab: lab.id }))),
    ...kernel,
    ...files.flatMap((file) => [
      ...pathLines(file, 2, columns()),
      ...lab.fixups
        .filter((fixup) => fixup.file === file)
        .flatMap(({ cell, answer, why }) => {
          const where =
            cell === undefined
              ? say(message('fixups.file'))
              : say(message('fixups.cell', { cell, answer }));
          return marked('-', `${where}: ${why[lang]}`, 4);
        }),
    ]),
    '',
    say(message('fixups.undo-hint', { lab: lab.id })),
  ].join('\n');
}

async function change(
  context: CommandContext,
  lab: Lab,
  is: 'undone' | 'made',
  options: WhoseOptions,
): Promise<number> {
  const session = await context.session();
  const stack = await findOne(context, session, options);
  const { name, bucket } = stack;
  if (!stack.labs.includes(lab.id) || bucket === undefined) {
    throw new LabsError('fixups.not-here', { lab: lab.id, at: stack });
  }
  const count = lab.fixups.filter(({ answer }) => !answer).length;
  const plan = { lab: lab.id, name, count };
  context.host.show([
    is === 'undone' ? message('fixups.plan-undo', plan) : message('fixups.plan-redo', plan),
  ]);
  if (context.flags.dryRun) return 0;
  if (!(await context.host.confirm({ message: message('common.proceed') }))) {
    throw new LabsError('cli.declined', {});
  }
  const [seen] = await observe(session.aws, [stack]);
  const isRunning = seen?.notebook?.status === 'InService';
  const task = { type: 'task', id: 'fixups', message: message('fixups.waiting') } as const;
  if (isRunning) context.host.notify({ ...task, state: 'running' });
  const report = await refix(
    session.aws,
    await context.catalog(),
    { ...stack, bucket },
    { lab: lab.id, is },
    { now: context.now(), isRunning, signal: context.signal },
  );
  if (isRunning) context.host.notify({ ...task, state: report === undefined ? 'failed' : 'done' });
  context.write(
    context.flags.json
      ? toJson({ sandbox: name, lab: lab.id, is, fixups: ofLab(report, lab) ?? null })
      : outcome(context, lab, is, name, report),
  );
  return 0;
}

function ofLab(report: Report | undefined, { id }: Lab) {
  return report?.fixups?.filter(({ lab, kernel }) => lab === id && kernel === undefined);
}

function outcome(
  { say }: CommandContext,
  lab: Lab,
  is: 'undone' | 'made',
  name: string,
  report: Report | undefined,
): string {
  const fixups = ofLab(report, lab);
  if (fixups === undefined) return say(message('fixups.late', { name }));
  if (is === 'undone') return say(message('fixups.undone', { lab: lab.id }));
  const skipped = fixups.filter(({ state }) => state === 'skipped');
  const made = fixups.length - skipped.length;
  return [
    say(message('fixups.made', { lab: lab.id, made, count: fixups.length })),
    ...skipped.map(({ path, why = '?' }) => say(message('fixups.skipped', { path, why }))),
  ].join('\n');
}
