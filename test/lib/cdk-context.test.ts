import { expect, test } from 'vitest';
import { readContext } from '../../lib/cdk-context.ts';

test('a lab alone gives the lengths of labs start and the owner me', () => {
  expect(readContext({ lab: 'xgboost' })).toEqual({
    labs: ['xgboost'],
    identity: { owner: 'me' },
    ownerGiven: false,
    for: 4 * 3_600_000,
    keep: 7 * 86_400_000,
    idleMinutes: 60,
    keepEndpoints: false,
    setsParameters: false,
  });
});

test('every key is read, from the command line or from cdk.json', () => {
  const context = {
    lab: 'xgboost, linear-learner',
    owner: 'Kim@example.com',
    sandbox: 'second',
    class: 'ML 101',
    for: '2h30m',
    keep: '1d',
    idle: '90m',
    type: 'ml.m5.xlarge',
    size: 20,
    'keep-endpoints': true,
  };
  expect(readContext(context)).toEqual({
    labs: ['xgboost', 'linear-learner'],
    identity: { owner: 'kim', sandbox: 'second', class: 'ml-101' },
    ownerGiven: true,
    for: 9_000_000,
    keep: 86_400_000,
    idleMinutes: 90,
    type: 'ml.m5.xlarge',
    volumeGiB: 20,
    keepEndpoints: true,
    setsParameters: true,
  });
});

test.each([
  [{}, /^No lab was given/],
  [{ lab: '' }, /^-c lab= is not a value/],
  [{ lab: ['xgboost'] }, /^-c lab=\["xgboost"\] is not a value/],
  [{ lab: 'xgboost', size: '4' }, /^-c size=4 is not/],
  [{ lab: 'xgboost', size: 'large' }, /^-c size=large is not/],
  [{ lab: 'xgboost', type: 't3.medium' }, /^-c type=t3.medium is not/],
  [{ lab: 'xgboost', type: 'ml.p3.2xlarge' }, /^-c type=ml.p3.2xlarge is not/],
  [{ lab: 'xgboost', 'keep-endpoints': 'yes' }, /^-c keep-endpoints=yes is not/],
  [{ lab: 'xgboost', class: '!' }, /^-c class=! is not/],
  [{ lab: 'xgboost', owner: '김' }, /^The owner "김" has no Latin letter/],
  [{ lab: 'xgboost', for: 'soon' }, /^"soon" is not a length of time/],
])('%j is refused', (context, what) => {
  expect(() => readContext(context)).toThrow(what);
});

test.each(['ownr', 'owners', 'Owner', 'labs', 'fro', 'classs', 'siz'])(
  'a slip such as %s is refused, with the key that was meant',
  (key) => {
    expect(() => readContext({ lab: 'xgboost', [key]: 'x' })).toThrow(
      `There is no context key "${key}".`,
    );
  },
);

test("keys of the CDK and of a person's own cdk.json pass", () => {
  const context = {
    lab: 'xgboost',
    'aws:cdk:enable-path-metadata': true,
    '@aws-cdk/core:stackRelativeExports': true,
    stage: 'prod',
    profile: 'x',
    environment: 'x',
  };
  expect(() => readContext(context)).not.toThrow();
});
