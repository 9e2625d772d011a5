import { describe, expect, test } from 'vitest';
import { subcommand as doctorCommand } from '../../src/cli/commands/doctor.ts';
import { LabsError } from '../../src/errors.ts';
import { widthOf } from '../../src/host/width.ts';
import { personPolicy } from '../../src/preflight/policy.ts';
import type { TestOptions } from './test-context.ts';
import { testContext } from './test-context.ts';

/** A person whose computer is fine and who has no account; no network is reached. */
function without(options: TestOptions = {}) {
  const context = testContext(options);
  const session = async () => {
    throw new LabsError('aws.no-credentials', { profile: undefined });
  };
  const env = { PATH: process.env['PATH'], AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  return { ...context, session, env };
}

describe('labs doctor', () => {
  test('says what blocks, with its next step, and exits 1', async () => {
    const context = without();
    expect(await doctorCommand.run(context, [], {})).toBe(1);
    const text = context.written.join('\n');
    expect(text).toContain('✖ No AWS credentials were found.\n      Sign in (aws login');
    expect(text).toContain('- permissions: not looked at, for no account answers');
    expect(text).toMatch(/^This computer\n {2}\S /);
    expect(text).toMatch(/\nAWS account\n/);
    expect(text).toMatch(/\nWhat the labs need\n/);
    expect(text).toMatch(/\n\n.*things? stands? in the way, marked ✖ above\.$/);
  });

  test.each([30, 40, 80])('is readable in %i columns, in Korean too', async (columns) => {
    const before = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
    Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
    try {
      for (const lang of ['en', 'ko'] as const) {
        const context = without({ lang });
        await doctorCommand.run(context, [], {});
        const wide = context.written
          .join('\n')
          .split('\n')
          // One word that is wider than the terminal cannot be broken.
          .filter((line) => widthOf(line) > columns && line.trim().includes(' '));
        expect(wide).toEqual([]);
      }
    } finally {
      if (before === undefined) delete (process.stdout as { columns?: number }).columns;
      else Object.defineProperty(process.stdout, 'columns', before);
    }
  });

  test('is one document with --json', async () => {
    const context = without({ flags: { json: true } });
    expect(await doctorCommand.run(context, [], {})).toBe(1);
    const { ready, checks } = JSON.parse(context.written.join('')) as {
      ready: boolean;
      checks: { check: string; group: string; state: string; what: string; todo?: string }[];
    };
    expect(ready).toBe(false);
    expect(checks.find(({ check }) => check === 'credentials')).toEqual({
      check: 'credentials',
      group: 'account',
      state: 'problem',
      what: 'No AWS credentials were found.',
      todo: expect.stringContaining('aws sso login'),
    });
  });

  test('of a local AWS needs no account', async () => {
    const context = without({ flags: { local: true, json: true } });
    const session = () => Promise.reject(new LabsError('local-command.not-running', {}));
    await doctorCommand.run({ ...context, session }, [], {});
    const { checks } = JSON.parse(context.written.join('')) as { checks: { check: string }[] };
    expect(checks.map(({ check }) => check)).not.toContain('permissions');
    expect(checks).toContainEqual(
      expect.objectContaining({ check: 'credentials', state: 'skipped' }),
    );
  });

  test('--policy prints the policy alone', async () => {
    const context = without();
    expect(await doctorCommand.run(context, [], { policy: true })).toBe(0);
    expect(JSON.parse(context.written.join(''))).toEqual(personPolicy);
    expect(context.host.events.map(({ message: { code } }) => code)).toEqual([
      'doctor.policy-note',
    ]);
  });
});
