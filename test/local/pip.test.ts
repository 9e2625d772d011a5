import { expect, test } from 'vitest';
import { countRequirements, pipFailure } from '../../src/local/python-env/pip.ts';

test('counts the pinned packages only', () => {
  expect(countRequirements('# why\n\nsix==1.17.0\n  idna==3.20; python_version < "4"\n')).toBe(2);
});

test.each([
  ["WARNING: Retrying after connection broken by 'NewConnectionError(...)'", 'local.pip-network'],
  ['ERROR: Could not install: Temporary failure in name resolution', 'local.pip-network'],
  ['ERROR: [Errno 28] No space left on device', 'local.disk-full'],
  ['ERROR: No matching distribution found for moto==99', 'local.pip-failed'],
])('%s', (line, code) => {
  expect(pipFailure(['Collecting moto', line]).code).toBe(code);
});

test('what it shows of pip has no password of an index', () => {
  const failure = pipFailure(['ERROR: no page at https://kim:secret@index.example/simple']);
  expect(failure.message).toContain('https://index.example/simple');
  expect(`${failure.message}${String(failure.cause)}`).not.toContain('secret');
});
