import { expect, test } from 'vitest';
import { synthesizeTemplate } from '../../lib/template.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { parameterDate } from '../../src/sandbox/lease.ts';

interface Parameter {
  readonly Type: string;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly string[];
  readonly MinValue?: number;
  readonly MaxValue?: number;
}

const { Parameters } = JSON.parse(synthesizeTemplate(await loadCatalog())) as {
  readonly Parameters: Readonly<Record<string, Parameter>>;
};

/** Whether CloudFormation would take a value. */
function takes(name: string, value: string): boolean {
  const parameter = Parameters[name]!;
  if (parameter.AllowedValues !== undefined) return parameter.AllowedValues.includes(value);
  if (parameter.Type === 'Number') {
    return Number(value) >= parameter.MinValue! && Number(value) <= parameter.MaxValue!;
  }
  return new RegExp(parameter.AllowedPattern!).test(value);
}

const cases: Readonly<Record<string, { readonly good: string[]; readonly bad: string[] }>> = {
  Owner: { good: ['kim', 'kim-2', '20261234'], bad: ['', 'Kim', 'kim-', 'k$(id)', "k'", '김'] },
  Sandbox: { good: ['', 'second'], bad: ['-', 'a b', '${x}'] },
  Class: { good: ['', 'ml101'], bad: ['ML', 'ml 101'] },
  Labs: { good: ['xgboost', 'xgboost linear-learner'], bad: ['', ' xgboost', 'xgboost  x', 'x,y'] },
  StopsAt: {
    good: [parameterDate(new Date()), '2026-12-31T23:59:59Z'],
    bad: [
      '',
      '2026-11-23',
      '2026-13-01T00:00:00Z',
      '2026-11-23T18:00:00+09:00',
      "2026-11-23T18:00:00Z'",
    ],
  },
  RemovedAfter: { good: [parameterDate(new Date())], bad: ['tomorrow', '2026-11-23T24:00:00Z'] },
  InstanceType: {
    good: ['ml.t3.medium', 'ml.m5.xlarge', 'ml.g5.xlarge', 'ml.p4d.24xlarge'],
    bad: [
      't3.medium',
      'ml.p2.xlarge',
      'ml.p3.2xlarge',
      'ml.p3dn.24xlarge',
      'ml.inf1.xlarge',
      'ml.g3.4xlarge',
      'ml.t3',
    ],
  },
  VolumeGiB: { good: ['5', '16384'], bad: ['4', '16385'] },
  IdleMinutes: { good: ['1', '60', '10080'], bad: ['0', '10081'] },
  KeepEndpoints: { good: ['true', 'false'], bad: ['', 'yes', 'True'] },
  StartsAt: { good: ['', parameterDate(new Date())], bad: ['09:00', '2026-11-24T09:00:00+09:00'] },
  Door: { good: ['', 'a0'.repeat(32)], bad: ['a0', 'A0'.repeat(32), 'a0'.repeat(33)] },
  Budget: { good: ['', '5', '7.50', '100000'], bad: ['-1', '5,5', '7.500', '$5', '1000000000'] },
};

test('there is a case for every parameter', () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(Parameters).sort());
});

for (const [name, { good, bad }] of Object.entries(cases)) {
  test(`${name} takes what makes sense and nothing else`, () => {
    expect(good.filter((value) => !takes(name, value))).toEqual([]);
    expect(bad.filter((value) => takes(name, value))).toEqual([]);
  });
}
