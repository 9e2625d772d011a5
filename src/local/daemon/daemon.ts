import { parseArgs } from 'node:util';
import { publishDaemon } from './daemon-file.ts';
import { runDaemon } from './daemon-run.ts';
import { delaysSchema } from '../gateway/delays.ts';
import { localHome } from '../../home.ts';
import { errorText } from '../../process.ts';

/** Its output is the daemon's log. */
function log(line: string): void {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      python: { type: 'string' },
      times: { type: 'string', default: 'modelled' },
      rates: { type: 'string', default: 'published' },
      policies: { type: 'string', default: 'ignored' },
      delays: { type: 'string', default: '{}' },
    },
  });
  const { python } = values;
  if (python === undefined) throw new Error('--python is missing');
  const home = localHome();
  const daemon = await runDaemon({
    home,
    python,
    times: values.times === 'instant' ? 'instant' : 'modelled',
    rates: values.rates === 'none' ? 'none' : 'published',
    policies: values.policies === 'enforced' ? 'enforced' : 'ignored',
    delays: delaysSchema.parse(JSON.parse(values.delays)),
    log,
  });
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(name, () => void daemon.stop(name, { files: false }));
  }
  process.on('uncaughtException', (error) => {
    log(`defect: ${error.stack ?? error.message}`);
    void daemon.stop('a defect', { files: false });
  });
  if (!(await publishDaemon(home, daemon.aws))) {
    await daemon.stop('another daemon was faster', { files: false });
    return 0;
  }
  log(`ready at ${daemon.aws.endpoint}`);
  const why = await daemon.ended;
  log(`ended: ${why}`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  log(errorText(error));
  return 1;
});
process.exit();
