// Rehearses labs on the local AWS and keeps what came of it for docs/labs.md; labs that are not named
// keep their row. Run: node dist/bench/rehearse.js [lab...]; then npm run docs
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalog } from '../src/catalog/load.ts';
import type { FindingJson } from '../src/check/report.ts';
import { packageRoot } from '../src/paths.ts';
import type { Rehearsal } from '../src/rehearsal/outcome.ts';
import { recordOf, recordsSchema } from '../src/rehearsal/record.ts';
import { cli, keep } from './measure.ts';

const file = join(packageRoot, 'bench', 'results', 'rehearsals.json');
const version = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: packageRoot, encoding: 'utf8' });
const catalog = await loadCatalog();
const named = process.argv.slice(2);
for (const { id } of catalog.filter((lab) => named.length === 0 || named.includes(lab.id))) {
  const checked = documentOf(['check', id]);
  const rehearsed = documentOf(['rehearse', id]);
  if (rehearsed.rehearsal === undefined) continue;
  const at = new Date().toISOString().slice(0, 10);
  const row = recordOf(rehearsed.rehearsal, checked.findings, { at, version: version.trim() });
  const { rows } = recordsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const ids = catalog.map((lab) => lab.id);
  keep(
    'rehearsals',
    [...rows.filter(({ lab }) => lab !== id), row].sort(
      (a, b) => ids.indexOf(a.lab) - ids.indexOf(b.lab),
    ),
  );
  const cells = row.notebooks.map(({ path, ran, total }) => `${path} ${ran}/${total}`);
  console.log([id, ...cells].join('\n  '));
}

/** What a command prints with `--json`; an error has neither. */
interface Printed {
  readonly findings?: readonly FindingJson[];
  readonly rehearsal?: Rehearsal;
}

function documentOf(args: readonly string[]): Printed {
  const { stdout } = spawnSync(process.execPath, [cli, ...args, '--json', '--yes'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Printed);
}
