import { openSession } from '../../aws/session.ts';
import { chooseLabs } from '../../catalog/catalog.ts';
import { LabsError } from '../../errors.ts';
import { startLocalAws } from '../../local/index.ts';
import { message } from '../../messages/message.ts';
import { describeRehearsal } from '../../rehearsal/describe.ts';
import { rehearsalExitCode } from '../../rehearsal/outcome.ts';
import { notebooksOf, rehearse, rehearsedLab } from '../../rehearsal/rehearse.ts';
import { receiptExitCode } from '../../teardown/receipt.ts';
import { cliCommand } from '../command.ts';
import { localOptions } from '../local-options.ts';
import { toJson } from '../ui/json.ts';
import { printed } from '../ui/lines.ts';

/** `labs rehearse <lab>`: its notebooks, headless, on the local AWS and nowhere else. */
export const subcommand = cliCommand({
  define: (command, describe) =>
    command
      .argument('<lab>', describe('rehearse.argument'))
      .option('--own', describe('rehearse.option-own'))
      .option('--only <text>', describe('rehearse.option-only'))
      .option('--keep', describe('rehearse.option-keep')),
  run: async (context, [id], { own = false, only, keep = false }) => {
    const { host, flags, env, signal, now } = context;
    const [found] = chooseLabs(await context.catalog(), [id]);
    if (found === undefined) throw new LabsError('lab.unknown', { id, near: [] });
    const lab = rehearsedLab(found, own);
    const notebooks = notebooksOf(lab, only);
    if (notebooks.length === 0) throw new LabsError('rehearse.nothing', { lab: id, list: id });
    const paths = notebooks.map(({ path }) => path);
    host.show([message('rehearse.plan', { lab: id, notebooks: paths })]);
    if (flags.dryRun) {
      if (flags.json) context.write(toJson({ plan: { lab: id, notebooks } }));
      return 0;
    }
    const local = await startLocalAws(host, localOptions(env), signal);
    const { aws, account } = await openSession({
      env: { ...env, AWS_REGION: local.region },
      endpoint: {
        endpoint: local.endpoint,
        credentials: local,
        keepsRates: local.rates === 'published',
        local: true,
      },
    });
    const region = flags.region ?? lab.regions[0] ?? local.region;
    const rehearsal = await rehearse(
      { lab, account, region, notebooks, keep },
      { aws, local, host, now, signal },
    );
    context.write(
      flags.json ? toJson({ rehearsal }) : printed(describeRehearsal(rehearsal), context.say),
    );
    const { receipt } = rehearsal;
    const left = receipt === null ? 0 : receiptExitCode([receipt]);
    return left === 0 ? rehearsalExitCode(rehearsal, lab) : left;
  },
});
