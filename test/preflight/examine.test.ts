import { describe, expect, test } from 'vitest';
import { LabsError } from '../../src/errors.ts';
import { checks } from '../../src/preflight/checks.ts';
import { examine, isBlocked } from '../../src/preflight/examine.ts';
import { patient, read, readKorean } from './patient.ts';

const refused = async () => {
  throw new LabsError('aws.no-credentials', { profile: undefined });
};

/** Nothing in these tests may reach a network. */
const offline = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', PATH: process.env['PATH'] };

describe('examining', () => {
  test('runs every check, without an account too, and says which it could not', async () => {
    const examined = await examine(patient({ env: offline, session: refused }));
    expect(examined.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
    const skipped = examined.filter(({ findings }) => findings[0]?.is === 'skipped');
    expect(skipped.map(({ id }) => id)).toEqual(
      checks.filter(({ needs }) => needs === 'account').map(({ id }) => id),
    );
    expect(skipped.map(({ findings }) => findings[0] && read(findings[0])[1])).toContain(
      'quotas: not looked at, for no account answers',
    );
    expect(isBlocked(examined)).toBe(true);
  });

  test('goes on when a check fails, and says why', async () => {
    const context = patient({ env: offline, session: refused });
    Object.defineProperty(context, 'nodeVersion', {
      get: () => {
        throw new Error('no such file');
      },
    });
    const examined = await examine(context);
    const [finding] = examined[0]?.findings ?? [];
    expect(finding && read(finding)).toEqual([
      'unknown',
      'Node could not be checked: no such file',
      'The other checks do not depend on it. To look again: `labs doctor`',
    ]);
    expect(finding && readKorean(finding)).toEqual([
      '확인하지 못한 항목: Node: no such file',
      '다른 항목의 결과에는 영향이 없습니다. 다시 확인: `labs doctor`',
    ]);
    expect(examined).toHaveLength(checks.length);
  });

  test('of a local AWS that does not run says nothing of accounts', async () => {
    const examined = await examine(
      patient({ local: true, env: offline, session: async () => undefined }),
    );
    const account = examined.filter(({ id }) =>
      checks.some((check) => check.id === id && check.needs === 'account'),
    );
    expect(account.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('only a problem blocks', () => {
    const of = (is: 'warning' | 'unknown' | 'problem') => ({
      id: 'x',
      group: 'account' as const,
      findings: [{ is, error: new LabsError('aws.expired-credentials', { profile: undefined }) }],
    });
    expect(isBlocked([of('warning'), of('unknown')])).toBe(false);
    expect(isBlocked([of('warning'), of('problem')])).toBe(true);
  });
});
