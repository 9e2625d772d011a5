// How long quick commands take against bare node: pairs in turn, so that a drift of the machine
// meets both. Run: node dist/bench/startup.js
import { cli, median, publish, secondsOf } from './measure.ts';

const pairs = 15;

const commands: readonly { readonly args: readonly string[]; readonly aim: number }[] = [
  { args: ['--version'], aim: 1.5 },
  { args: ['--help'], aim: 2.5 },
  { args: ['list'], aim: 2.5 },
  { args: ['show', 'xgboost'], aim: 2.5 },
  { args: ['learn'], aim: 2.5 },
];

const rows = commands.map(({ args, aim }) => {
  const ratios: number[] = [];
  const seconds: number[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const bare = secondsOf(process.execPath, ['-e', '0']);
    const ours = secondsOf(process.execPath, [cli, ...args]);
    // The first pair only warms the file cache.
    if (pair > 0) {
      ratios.push(ours / bare);
      seconds.push(ours);
    }
  }
  return {
    command: `labs ${args.join(' ')}`,
    medianMs: Math.round(median(seconds) * 1000),
    ratioToBareNode: Number(median(ratios).toFixed(2)),
    aim,
  };
});
publish('startup', rows);
