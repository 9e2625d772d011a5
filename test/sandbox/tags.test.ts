import { expect, test } from 'vitest';
import { sandboxOfRole } from '../../src/sandbox/tags.ts';

test('a role names its sandbox by its path', () => {
  expect(sandboxOfRole('arn:aws:iam::111122223333:role/labs/labs-kim/labs-kim-Role-1')).toBe(
    'labs-kim',
  );
});

test.each([
  'arn:aws:iam::111122223333:role/labs-kim',
  'arn:aws:iam::111122223333:role/service-role/labs/labs-kim/x',
  'arn:aws:iam::111122223333:user/labs/labs-kim/x',
  'arn:aws:sts::111122223333:assumed-role/labs/labs-kim/x',
])('%s belongs to no sandbox', (arn) => {
  expect(sandboxOfRole(arn)).toBeUndefined();
});
