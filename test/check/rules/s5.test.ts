import { expect, test } from 'vitest';
import { find, findIn, notebook, script } from '../workshop.ts';

test.each([
  '!pip install -U sagemaker',
  '! pip install --upgrade sagemaker',
  '%pip install -qU sagemaker boto3',
  '!{sys.executable} -m pip install -qU awscli boto3 "sagemaker>=2.0.0" tqdm',
  '!pip3 install "sagemaker[local]>=2"',
  '%%sh\n# first\npip install \\\n  --upgrade sagemaker',
  "import sys, subprocess\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', '-U', 'sagemaker'])",
  "import os\nos.system('pip install --upgrade sagemaker')",
  '!conda activate x && pip install -U sagemaker > /dev/null 2>&1',
])('%s', async (cell) => {
  expect(await findIn('S5', cell)).toEqual(['0 error']);
});

test('through a package that asks for it', async () => {
  const cell = 'import sys\n!{sys.executable} -m pip install --quiet --upgrade stepfunctions';
  expect(await findIn('S5', cell)).toEqual(['0 warning']);
});

test.each([
  '# !pip install -U sagemaker',
  '!pip install sagemaker',
  '!pip install -U "sagemaker<3"',
  '!pip install -U "sagemaker>=2.93,<2.143"',
  '!pip install sagemaker==2.142.0 -U',
  '!pip install -U "sagemaker~=2.140"',
  '!pip install -U sagemaker-experiments smdebug',
  '!pip show sagemaker',
  '!pip install -U pip  # sagemaker',
  'print("pip install -U sagemaker")',
  '!pip install -U -r sagemaker',
])('not %s', async (cell) => {
  expect(await findIn('S5', cell)).toEqual([]);
});

test('in a script that a notebook starts, but not in one that runs in a container', async () => {
  const text = "import os\nos.system('pip install -U sagemaker')\n";
  expect(await find('S5', notebook(['!python setup.py']), script('setup.py', text))).toHaveLength(
    1,
  );
  expect(
    await find('S5', notebook(['E(entry_point="setup.py")']), script('setup.py', text)),
  ).toEqual([]);
});
