import { join } from 'node:path';
import { countOf, toWords } from '../../check/report.ts';
import { LabsError } from '../../errors.ts';
import { labsHome } from '../../local/home.ts';
import { message, render } from '../../messages/message.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { describeFindings } from '../ui/check.ts';
import { toJson } from '../ui/json.ts';

/** `labs check <lab | folder | git url>`: what breaks, leaks or costs; `--init`: a lab.yaml. */
export const checkCommand: CliCommand = {
  define: (command, lang) => {
    command
      .argument('<what>', render(message('check.argument'), lang))
      .option('--init', render(message('check.option-init'), lang))
      .option('--out <file>', render(message('check.option-out'), lang))
      .addHelpText('after', () => `\n${render(message('check.after-help'), lang)}`);
  },
  run: async (context, [what = '']) => {
    const [{ findTarget }, { openTarget }, { checkWorkshop }] = await Promise.all([
      import('../../check/target.ts'),
      import('../../check/open.ts'),
      import('../../check/check.ts'),
    ]);
    const target = await findTarget(what, process.cwd(), await context.catalog());
    const { workshop } = await openTarget(target, openOptions(context));
    const notebooks = workshop.documents.filter(({ kind }) => kind === 'notebook').length;
    if (notebooks === 0) throw new LabsError('check.empty', { target: what });

    const findings = checkWorkshop(workshop);
    const inWords = findings.map((finding) => toWords(finding, context.say));
    context.write(
      context.flags.json
        ? toJson({ findings: inWords })
        : describeFindings(inWords, notebooks, context),
    );
    return countOf(findings, 'error') === 0 ? 0 : 1;
  },
};

function openOptions({ host, env, signal }: CommandContext) {
  return { host, env, signal, cache: join(labsHome(env), 'workshops') };
}
