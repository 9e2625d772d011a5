import { dirname, join } from 'node:path';
import { shownFile } from '../../catalog/manifests.ts';
import type { Opened } from '../../check/open.ts';
import { countOf, toWords } from '../../check/report.ts';
import type { Finding } from '../../check/rule.ts';
import type { Target } from '../../check/target.ts';
import { LabsError } from '../../errors.ts';
import { labsHome } from '../../home.ts';
import { message } from '../../messages/message.ts';
import type { CommandContext } from '../command.ts';
import { cliCommand } from '../command.ts';
import { describeFindings } from '../ui/check.ts';
import { toJson } from '../ui/json.ts';

/** `labs check <lab | folder | git url>`: what breaks, leaks or costs; `--init`: a lab.yaml. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .argument('<what>', describe('check.argument'))
      .option('--init', describe('check.option-init'))
      .option('--out <file>', describe('check.option-out'))
      .addHelpText('after', () => `\n${describe('check.after-help')}`),
  run: async (context, [what], { init: isDraft, out }) => {
    const [{ findTarget }, { openTarget }, { checkWorkshop }] = await Promise.all([
      import('../../check/target.ts'),
      import('../../check/open.ts'),
      import('../../check/check.ts'),
    ]);
    const cwd = process.cwd();
    const target = await findTarget(what, cwd, await context.catalog());
    if (isDraft !== true && out !== undefined) throw new LabsError('check.out-alone', {});
    const opened = await openTarget(target, openOptions(context));
    const notebooks = opened.workshop.documents.filter(({ kind }) => kind === 'notebook').length;
    if (notebooks === 0) throw new LabsError('check.empty', { target: what });

    const findings = await checkWorkshop(opened.workshop, context.signal);
    if (isDraft === true) {
      return init(context, target, { ...opened, findings, typed: what }, out);
    }

    const inWords = findings.map((finding) => toWords(finding, context.say));
    context.write(
      context.flags.json
        ? toJson({ findings: inWords })
        : describeFindings(inWords, notebooks, context),
    );
    return countOf(findings, 'error') === 0 ? 0 : 1;
  },
});

interface Read extends Opened {
  readonly findings: readonly Finding[];
  /** The target as it was typed. */
  readonly typed: string;
}

/** `--init`: writes a draft, or shows it with `--dry-run`. */
async function init(
  context: CommandContext,
  target: Target,
  read: Read,
  out: string | undefined,
): Promise<number> {
  const { host, flags, lang, say } = context;
  const [{ draftFile, draftId, toYaml, writeDraft }, { draftLab }, { prepareDraft }] =
    await Promise.all([
      import('../../check/init/write.ts'),
      import('../../check/init/draft.ts'),
      import('../../check/init/prepare.ts'),
    ]);
  const prepared = await prepareDraft(target, read);
  const id = draftId(target.is === 'lab' ? target.lab.id : prepared.name, out);
  const file = draftFile(process.cwd(), id, out);
  const shown = shownFile(file);
  const draft = draftLab({ ...prepared, id, findings: read.findings });
  const yaml = toYaml(draft, shown, lang);
  if (!flags.dryRun) await writeDraft(file, yaml);
  if (flags.json) {
    context.write(toJson({ file: flags.dryRun ? null : shown, lab: draft }));
  } else if (flags.dryRun) {
    context.write(yaml);
  } else {
    const dir = dirname(dirname(shown));
    context.write(
      [say(message('init.written', { file: shown })), say(message('init.next', { id, dir }))].join(
        '\n',
      ),
    );
  }
  const errors = countOf(read.findings, 'error');
  if (errors > 0) {
    const found = message('init.errors', { errors, target: read.typed });
    host.notify({ type: 'note', message: found });
  }
  return 0;
}

function openOptions({ host, env, signal }: CommandContext) {
  return { host, env, signal, cache: join(labsHome(env), 'workshops') };
}
