import { beforeAll, describe, expect, test } from 'vitest';
import type { Statement } from '../../lib/policy/statement.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { hashOfCode, newCode } from '../../src/classroom/door/code.ts';
import { isMaking, unrestrictable } from './iam/expected.ts';
import { attemptsOn, neighbour, services } from './iam/foreign.ts';
import { makingContext } from './iam/refused.ts';
import type { Attempt } from './iam/simulate.ts';
import { allowedOf, allowsAny, names } from './iam/simulate.ts';
import type { MadeStack } from './stacks.ts';
import { makeStack } from './stacks.ts';

/** Students of one class and of a second one; the first one's name is the beginning of the others'. */
const students = [
  { id: 's1', group: 'ml101' },
  { id: 's10', group: 'ml101' },
  { id: 's1', group: 'ml101-s1' },
] as const;
type Student = (typeof students)[number];

const nameOf = ({ id, group }: Student) => `labs-${group}-${id}`;

interface Member {
  readonly student: Student;
  readonly stack: MadeStack;
  /** What its role could try on the others, but for what no policy can divide. */
  readonly onOthers: readonly Attempt[];
}

let members: readonly Member[];

beforeAll(async () => {
  const labs = (await loadCatalog()).filter(({ id }) => id === 'xgboost');
  const declared = labs.flatMap((lab) => lab.creates);
  members = await Promise.all(
    students.map(async (student) => {
      const { id, group } = student;
      const door = hashOfCode(group, newCode());
      const stack = makeStack(nameOf(student), labs, { Owner: id, Class: group, Door: door });
      const attempts = await attemptsOnOthers(student);
      return { student, stack, onOthers: attempts.filter((one) => !isMaking(one, declared)) };
    }),
  );
}, 240_000);

async function attemptsOnOthers(student: Student): Promise<readonly Attempt[]> {
  const others = students.filter((other) => other !== student);
  const request = {
    ...makingContext(nameOf(student), 'ml.m4.xlarge'),
    'aws:RequestTag/labs:class': student.group,
    // CloudFormation puts a stack's tags on its role.
    'aws:PrincipalTag/labs:sandbox': nameOf(student),
    'aws:PrincipalTag/labs:class': student.group,
    'iam:PassedToService': 'sagemaker.amazonaws.com',
    'cloudwatch:namespace': '/aws/sagemaker/TrainingJobs',
  };
  const attempts = await Promise.all(
    others.flatMap((other) =>
      services.map((service) =>
        attemptsOn(neighbour(nameOf(other), other.group), service, request),
      ),
    ),
  );
  return attempts.flat().filter(({ action }) => !unrestrictable.includes(action));
}

describe.each(students.map((student, at) => ({ name: nameOf(student), at })))('$name', ({ at }) => {
  test('reaches nothing of the other students, of its class or of another', async () => {
    const { stack, onOthers } = members[at]!;
    expect(onOthers.length).toBeGreaterThan(1_000);
    expect(await allowedOf(stack.statements, onOthers)).toEqual([]);
  }, 240_000);

  test('does not read a stack, where the hashes of codes are', async () => {
    const { stack, onOthers } = members[at]!;
    const reads = onOthers.filter(({ action }) => action.startsWith('cloudformation:'));
    expect(reads.map(({ action }) => action)).toContain('cloudformation:DescribeStacks');
    expect(
      stack.statements.filter((one) => reads.some(({ action }) => names(one, action))),
    ).toEqual([]);
  });
});

test('a statement that asked for the class’s tag instead of the sandbox’s would be noticed', async () => {
  const { stack, onOthers, student } = members[0]!;
  const own = 'aws:ResourceTag/labs:sandbox';
  const unnoticed: string[] = [];
  let tried = 0;
  for (const statement of stack.statements) {
    if (!JSON.stringify(statement.Condition ?? {}).includes(own)) continue;
    const wider = byClass(statement, own, student.group);
    const about = onOthers.filter(({ action }) => names(wider, action));
    if (about.length === 0) continue;
    tried += 1;
    if (!(await allowsAny([wider], about))) unnoticed.push(statement.Sid);
  }
  expect(unnoticed).toEqual([]);
  expect(tried).toBeGreaterThan(2);
}, 240_000);

/** A statement whose condition on one key is on the class's tag instead. */
function byClass(statement: Statement, key: string, group: string): Statement {
  const Condition = Object.fromEntries(
    Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).map(([name, value]) =>
          name === key ? ['aws:ResourceTag/labs:class', group] : [name, value],
        ),
      ),
    ]),
  );
  return { ...statement, Condition };
}
