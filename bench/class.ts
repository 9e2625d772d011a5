// A class against `cdk deploy --all`, its growth from 50 to 500, and its pace under AWS's rates; all
// on the local AWS, state times off, instances that run nothing. What labs puts into buckets (agent,
// wish, our own notebooks) cdk does not bring, so it is counted by itself. Run:
// npm run build && node dist/bench/class.js [against-cdk] [growth] [rates]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/paths.ts';
import type { Taken } from './class-local.ts';
import { openBenchAws } from './class-local.ts';
import { publish } from './measure.ts';
import { drawPlot } from './plot.ts';

const parts = {
  'against-cdk': againstCdk,
  growth,
  rates: underRates,
} as const;

function up(count: number, group = 'ours'): readonly string[] {
  return ['class', 'up', group, '--students', String(count), '--lab', 'xgboost', '--no-wait'];
}

const short = (value: number) => Number(value.toFixed(value < 10 ? 2 : 1));

/** 50 and 200 sandboxes, ours and cdk's, made on the same endpoint in one run; 50 removed too. */
async function againstCdk(): Promise<void> {
  const rows = [];
  for (const count of [50, 200]) {
    const aws = openBenchAws();
    try {
      const cdk = (...args: readonly string[]) =>
        aws.run(
          process.execPath,
          [
            join(packageRoot, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
            ...args,
            '--all',
            '--app',
            `${process.execPath} ${join(packageRoot, 'dist', 'bench', 'cdk-class.js')}`,
          ],
          { BENCH_STUDENTS: String(count) },
        );
      const made = await aws.labs(...up(count));
      const theirs = await cdk('deploy', '--concurrency', '20', '--require-approval', 'never');
      rows.push(versus(`up ${count}`, made, theirs));
      const gone = await aws.labs('class', 'down', 'ours');
      // It removes one stack after the other, each for some seconds: 200 take twenty minutes.
      if (count > 50) continue;
      rows.push(versus(`down ${count}`, gone, await cdk('destroy', '--force')));
    } finally {
      aws.close();
    }
  }
  publish('class-against-cdk', rows);
}

function versus(what: string, ours: Taken, theirs: Taken) {
  return {
    what,
    'labs, s': short(ours.seconds),
    'cdk, s': short(theirs.seconds),
    'times less time': short(theirs.seconds / ours.seconds),
    'labs, calls': ours.calls,
    'of them puts': ours.puts,
    'cdk, calls': theirs.calls,
    'times fewer calls': short(theirs.calls / ours.calls),
  };
}

interface Grown {
  readonly [key: string]: number;
  readonly students: number;
  readonly 'up, s': number;
  readonly 'down, s': number;
  readonly 'up, calls': number;
  readonly 'down, calls': number;
}

/** What a class takes as it grows, with a plot. */
async function growth(): Promise<void> {
  const rows: Grown[] = [];
  for (const count of [50, 100, 200, 500]) {
    const aws = openBenchAws();
    try {
      const made = await aws.labs(...up(count));
      const seen = await aws.labs('class', 'status', 'ours', '--json');
      const { counts } = JSON.parse(seen.stdout) as { counts: { running: number } };
      if (counts.running !== count) throw new Error(`${counts.running} of ${count} run`);
      const gone = await aws.labs('class', 'down', 'ours');
      rows.push({
        students: count,
        'up, s': short(made.seconds),
        'status, s': short(seen.seconds),
        'down, s': short(gone.seconds),
        'up, calls': made.calls,
        'of them puts': made.puts,
        'status, calls': seen.calls,
        'down, calls': gone.calls,
        'up, calls each': short(made.calls / count),
        'down, calls each': short(gone.calls / count),
        'up, MB': Math.round(made.megabytes),
        'down, MB': Math.round(gone.megabytes),
      });
    } finally {
      aws.close();
    }
  }
  publish('class-growth', rows);
  const line = (name: string, key: 'up, s' | 'down, s' | 'up, calls' | 'down, calls') => ({
    name,
    points: rows.map((row) => [row.students, row[key]] as const),
  });
  writeFileSync(
    join(packageRoot, 'docs', 'scale.svg'),
    drawPlot('students', [
      { title: 'seconds', lines: [line('up', 'up, s'), line('down', 'down, s')] },
      { title: 'AWS calls', lines: [line('up', 'up, calls'), line('down', 'down, calls')] },
    ]),
  );
}

/** 200 sandboxes where the local AWS keeps AWS's published rates inside its CloudFormation too. */
async function underRates(): Promise<void> {
  const count = 200;
  const aws = openBenchAws('published');
  try {
    const made = await aws.labs(...up(count));
    const seen = await aws.labs('class', 'status', 'ours', '--json');
    const { counts } = JSON.parse(seen.stdout) as { counts: { running: number } };
    publish('class-rates', [
      {
        students: count,
        running: counts.running,
        'up, s': short(made.seconds),
        'floor, s': count,
        'times the floor (aim 1.15)': short(made.seconds / count),
      },
    ]);
  } finally {
    aws.close();
  }
}

const wanted = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await part();
}
