import { expect, test } from 'vitest';
import { find, findIn, notebook, script } from '../workshop.ts';

test.each([
  '!apt-get install -y unzip',
  '!sudo apt install libgomp1',
  '%%sh\nset -e\napt-get update && apt-get install -y jq',
  "import os\nos.system('apt-get install -y jq')",
])('%s', async (cell) => {
  expect(await findIn('R2', cell)).toEqual(['0 warning']);
});

test.each([
  '# !apt-get install -y unzip',
  '!dnf install -y unzip',
  '%%writefile Dockerfile\nFROM ubuntu:16.04\nRUN apt-get install -y python',
  '!echo apt-get',
  "x = 'apt-get install'",
])('not %s', async (cell) => {
  expect(await findIn('R2', cell)).toEqual([]);
});

test('a script that a notebook starts, not a Dockerfile beside it', async () => {
  const starts = notebook(['!bash setup.sh']);
  const install = 'apt-get install -y jq\n';
  expect(await find('R2', starts, script('setup.sh', install))).toEqual(['L1 warning']);
  expect(await find('R2', starts, script('Dockerfile', `RUN ${install}`))).toEqual([]);
});
