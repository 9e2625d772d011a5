import { expect, test } from 'vitest';
import { programOf, readerOf } from '../../src/cli/reader.ts';
import { readTyped } from '../../src/cli/typed.ts';

const npx = { npm_command: 'exec' };

test.each([
  { script: '/usr/lib/node_modules/.bin/labs', env: {}, is: 'labs' },
  { script: '/usr/local/bin/sagemaker-labs', env: {}, is: 'sagemaker-labs' },
  { script: '/clone/dist/bin/labs.js', env: {}, is: 'labs' },
  { script: '/clone/node_modules/.bin/labs', env: npx, is: 'npx labs' },
  { script: '/x/node_modules/.bin/sagemaker-labs', env: npx, is: 'npx sagemaker-labs' },
  {
    // On Windows the script is the package's own file, whatever was typed.
    script: String.raw`C:\x\node_modules\sagemaker-labs\bin\labs.mjs`,
    env: { ...npx, npm_lifecycle_script: 'sagemaker-labs list' },
    is: 'npx sagemaker-labs',
  },
])('$script with $env is called $is', ({ script, env, is }) => {
  expect(programOf(script, '/x', env)).toBe(is);
});

test('what npx fetched is never called by the name of another package', () => {
  const root = '/home/me/.npm/_npx/0123/node_modules/sagemaker-labs';
  expect(programOf(`${root}/../.bin/labs`, root, npx)).toBe('npx sagemaker-labs');
});

test.each([
  { argv: ['down', '--profile=x', '--local'], more: ' --local --profile x' },
  { argv: ['--region', 'us-west-2', 'down'], more: ' --region us-west-2' },
  { argv: ['down', '--labs-dir', 'my labs'], more: " --labs-dir 'my labs'" },
  { argv: ['down', '--lang', 'en', '--yes', '--json'], more: ' --lang en' },
])('a command after $argv leads to the same place', ({ argv, more }) => {
  const { invocation } = readerOf(readTyped(argv), 'en', { argv: ['node', 'labs'], env: {} });
  expect(invocation.program).toBe('labs');
  const { sayFailure } = readerOf(readTyped(argv), 'en', { argv: ['node', 'labs'], env: {} });
  const [, todo] = sayFailure('fixups.both', { lab: 'xgboost' });
  expect(todo).toBe(`Take one of them: labs fixups xgboost --undo${more}`);
});
