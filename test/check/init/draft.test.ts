import { expect, test } from 'vitest';
import { readLab } from '../../../src/catalog/read-lab.ts';
import type { Lab } from '../../../src/catalog/schema.ts';
import { checkWorkshop } from '../../../src/check/check.ts';
import type { Document } from '../../../src/check/document.ts';
import { draftLab } from '../../../src/check/init/draft.ts';
import { draftId, toYaml } from '../../../src/check/init/write.ts';
import { readNotebook } from '../../../src/check/read/notebook.ts';
import { bytesOf, notebook, notebookJson, workshopOf } from '../workshop.ts';

const sources = [
  { url: 'https://github.com/teacher/trees', commit: 'a'.repeat(40), dir: 'trees' },
] as const;

/** The draft of these notebooks as it reads back. */
async function draft(...documents: readonly Document[]): Promise<Lab> {
  const workshop = workshopOf(documents);
  const findings = await checkWorkshop(workshop);
  return readLab(toYaml(draftLab({ id: 'x', workshop, sources, findings }), 'f', 'en'), 'f');
}

function at(path: string, ...cells: readonly string[]): Document {
  return notebook(cells, { path: `trees/${path}` });
}

const sdk = 'import sagemaker\nfrom sagemaker.tuner import HyperparameterTuner\n';
const estimator = `${sdk}e = sagemaker.estimator.Estimator(i, r, 1, 'ml.c5.xlarge', max_run=360000)`;

test('a workshop without AWS is ready, and runs anywhere', async () => {
  const lab = await draft(at('1.ipynb', 'import pandas'));
  expect(lab).toMatchObject({ state: { is: 'ready' }, creates: [], open: 'trees/1.ipynb' });
  expect(lab.regions).toContain('ap-northeast-2');
  expect(lab.runtime).toMatchObject({ kernel: 'conda_python3', python: '3.10' });
});

test('a tuner runs several jobs of its estimator at the same time', async () => {
  const tune = 't = HyperparameterTuner(e, m, r, max_jobs=15, max_parallel_jobs=5)\nt.fit({})';
  const lab = await draft(at('1.ipynb', estimator, tune));
  expect(lab.uses).toMatchObject({ training: [{ type: 'ml.c5.xlarge', count: 5 }] });
  expect(lab.creates).toEqual(['training-job', 'tuning-job']);
});

test('local mode needs no instance of AWS', async () => {
  const local = `${sdk}e = sagemaker.estimator.Estimator(i, r, 1, 'local')\ne.fit({})\ne.deploy(1, 'local')`;
  const lab = await draft(at('1.ipynb', local));
  expect(lab.uses).toEqual((await draft(at('1.ipynb', 'x = 1'))).uses);
  expect(JSON.stringify(lab.notes)).toContain('docker');
});

test('notebooks run one after the other, but endpoints that stay add up', async () => {
  const deploy = `p = e.deploy(1, 'ml.m5.large')`;
  const trains = [estimator, 'e.fit({})'];
  const stays = await draft(
    at('1.ipynb', ...trains, deploy),
    at('2.ipynb', ...trains, deploy),
    at('3.ipynb', ...trains, deploy, 'p.delete_endpoint()'),
  );
  expect(stays.uses).toMatchObject({
    training: [{ type: 'ml.c5.xlarge', count: 1 }],
    hosting: [{ type: 'ml.m5.large', count: 3 }],
  });
  const notes = stays.notes.map(({ en }) => en).join('\n');
  expect(notes).toContain('1.ipynb');
  expect(notes).not.toContain('3.ipynb');
  expect(notes).toContain('ml.m5.large for endpoint usage');
});

test('what makes things without a sweeper is no permission, but a note', async () => {
  const cell =
    "import boto3\nc = boto3.client('translate')\nc.translate_text(Text='x')\n" +
    "boto3.client('stepfunctions').create_state_machine(name='x')\n!aws lambda create-function --x";
  const lab = await draft(at('1.ipynb', cell));
  expect(lab.permissions).toMatchObject([{ actions: ['translate:TranslateText'] }]);
  const notes = lab.notes.map(({ en }) => en).join('\n');
  expect(notes).toContain('states:CreateStateMachine');
  expect(notes).toContain('lambda:CreateFunction');
});

test('a region in the code is the only one', async () => {
  expect((await draft(at('1.ipynb', "r = 'eu-west-1'"))).regions).toEqual(['eu-west-1']);
});

test('the first notebook that is not optional opens, and names the lab', async () => {
  const title = { md: '# **Trees** <br> & 나무: "x" # \u001b[2J' };
  const first = readNotebook('trees/1.ipynb', bytesOf(notebookJson([title, 'x = 1'])));
  const lab = await draft(at('0.(OPTION) data.ipynb', 'x = 1'), first);
  expect(lab.open).toBe('trees/1.ipynb');
  expect(lab.title.en).toMatch(/^Trees/);
  expect(lab.title.en).not.toContain('\u001b');
  expect(lab.notebooks).toMatchObject([{ optional: true }, { path: 'trees/1.ipynb' }]);
});

test.each([
  ['Hello World.', undefined, 'hello-world'],
  ['한국어', undefined, 'workshop'],
  ['x', '/a/my-lab/lab.yaml', 'my-lab'],
  ['trees', '/a/My Lab/lab.yaml', 'trees'],
  ['a'.repeat(60), undefined, 'a'.repeat(40)],
])('the id of %j to %j is %s', (name, out, id) => {
  expect(draftId(name, out)).toBe(id);
});
