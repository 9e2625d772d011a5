import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Statement } from '../../../lib/policy/statement.ts';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { bytecodeOf, serverFolder } from '../../../src/local/python-env/python.ts';
import { everything } from '../../lib/iam/everything.ts';
import type { Attempt } from '../../lib/iam/simulate.ts';
import { isAllowed, line } from '../../lib/iam/simulate.ts';
import { widenings } from '../../lib/iam/widen.ts';
import { workshopCalls } from '../../lib/iam/workshop.ts';
import { makeStack } from '../../lib/stacks.ts';
import { localPython } from '../../python.ts';

/** A question to the local AWS's evaluator: a policy's statements, and calls. */
interface Case {
  readonly statements: readonly Statement[];
  readonly attempts: readonly Attempt[];
}

const evaluator = `
import json, sys
from labs_moto.policies.evaluate import Check, evaluate

def verdict(statements, attempt):
    context = {key.lower(): value for key, value in attempt["context"].items()}
    check = Check(attempt["action"], attempt["resource"], context)
    return evaluate([{"Statement": statements}], check) == "allowed"

print(json.dumps([
    [verdict(case["statements"], attempt) for attempt in case["attempts"]]
    for case in json.load(sys.stdin)
]))
`;

/** The verdicts of the local AWS's evaluator, a list for each case. */
async function localVerdicts(cases: readonly Case[]): Promise<readonly (readonly boolean[])[]> {
  const python = await localPython();
  return new Promise((resolve, reject) => {
    const child = execFile(
      python,
      ['-c', evaluator],
      {
        env: { PYTHONPATH: serverFolder, PYTHONPYCACHEPREFIX: bytecodeOf(python) },
        maxBuffer: 1 << 28,
      },
      (error, stdout) => (error === null ? resolve(JSON.parse(stdout)) : reject(error)),
    );
    child.stdin?.end(JSON.stringify(cases));
  });
}

/** The attempts about which the simulator of the isolation tests says something else. */
async function differences(cases: readonly Case[]): Promise<readonly string[]> {
  const local = await localVerdicts(cases);
  const different: string[] = [];
  for (const [at, { statements, attempts }] of cases.entries()) {
    for (const [nth, attempt] of attempts.entries()) {
      const allowed = await isAllowed(statements, attempt);
      if (allowed !== local[at]?.[nth]) {
        different.push(`${line(attempt)}: ${allowed ? 'allowed' : 'denied'} by the simulator`);
      }
    }
  }
  return different;
}

const catalog = await loadCatalog();
const kim = makeStack('labs-kim', catalog);
const declared = [...new Set(catalog.flatMap((lab) => lab.creates))];
const all = await everything(kim, ['labs-lee', 'labs-kim-2'], declared, 'ml.m4.xlarge');
const matrix = [all.own, all.foreign, all.sharedLogs, all.onNothing, all.refused].flat();

test('over the isolation matrix the local AWS decides as the simulator does', async () => {
  const workshop = Object.values(workshopCalls(kim)).flat();
  // What the statements are about, and some of the rest, which is denied by silence.
  const actions = new Set(kim.statements.flatMap(({ Action }) => [Action].flat()));
  const attempts = [...matrix, ...workshop].filter(
    ({ action }, at) => actions.has(action) || at % 17 === 0,
  );
  expect(attempts.length).toBeGreaterThan(1000);
  expect(await differences([{ statements: kim.statements, attempts }])).toEqual([]);
}, 120_000);

test('so it does about every statement that is made wider', async () => {
  const cases = kim.statements.flatMap((statement) =>
    widenings(statement).map(({ statement: wider }) => {
      const service = [wider.Action].flat().map((action) => action.split(':')[0]);
      const about = matrix.filter(({ action }) => service.includes(action.split(':')[0]));
      // Some of them: the verdicts of one statement are much alike.
      return { statements: [wider], attempts: about.filter((_, at) => at % 31 === 0) };
    }),
  );
  expect(await differences(cases)).toEqual([]);
}, 240_000);
