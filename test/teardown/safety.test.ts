import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from 'vitest';
import { recordingHost } from '../../src/host/recording-host.ts';
import type { Consent } from '../../src/teardown/safety.ts';
import { askConsent, confirmPlace, refuseManagementAccount } from '../../src/teardown/safety.ts';
import { createFakeAws } from './fake-aws.ts';
import { makeSandbox } from './fake-sandbox.ts';
import { account } from './fake-state.ts';
import { plan } from './tear-down.ts';
import { mockClient } from '../mock-client.ts';

const sts = mockClient(STSClient);
// The next file of this worker may mean the real one.
const organizations = mockClient(OrganizationsClient);

beforeEach(() => {
  sts.reset();
  organizations.reset();
  sts.on(GetCallerIdentityCommand).resolves({ Account: account });
});

function fakeWith(...names: readonly string[]) {
  const fake = createFakeAws();
  for (const name of names) makeSandbox(fake.state, name);
  return fake;
}

const one = ['labs-kim'];
const two = ['labs-kim', 'labs-lee'];
const typed: Consent = { named: [], yes: false, local: false };

async function consent(names: readonly string[], given: Partial<Consent>, answer = true) {
  const host = recordingHost([answer]);
  const planned = await plan(fakeWith(...names), ...names);
  const agreed = await askConsent(host, planned, { ...typed, ...given });
  return { agreed, question: host.questions[0] };
}

describe('consent', () => {
  test('for one sandbox a yes is enough', async () => {
    const { agreed, question } = await consent(one, {});
    expect(agreed).toBe(true);
    expect(question).toEqual({ message: { code: 'common.proceed', params: {} } });
  });

  test('for more than one, their names are in the question and their number is the answer', async () => {
    const { agreed, question } = await consent(two, {}, false);
    expect(agreed).toBe(false);
    expect(question?.expects).toBe('2');
    expect(question?.message).toEqual({ code: 'safety.count', params: { names: two } });
  });

  test('--yes alone does not do for more than one, on AWS', async () => {
    await expect(consent(two, { yes: true })).rejects.toMatchObject({
      code: 'safety.count-missing',
      params: { names: two },
    });
    expect((await consent(two, { yes: true, local: true })).agreed).toBe(true);
  });

  test('--yes does with their number, or where each was named', async () => {
    expect((await consent(two, { yes: true, count: 2 })).question?.expects).toBeUndefined();
    expect((await consent(two, { yes: true, named: two })).agreed).toBe(true);
    await expect(consent(two, { yes: true, named: one })).rejects.toMatchObject({
      code: 'safety.count-missing',
    });
  });

  test('another number than what was found is refused, with and without --yes', async () => {
    for (const yes of [true, false]) {
      await expect(consent(two, { yes, count: 3 })).rejects.toMatchObject({
        code: 'safety.count-differs',
        params: { names: two, typed: 3 },
      });
    }
  });
});

describe('the management account of an organization', () => {
  const manages = (id: string) =>
    organizations
      .on(DescribeOrganizationCommand)
      .resolves({ Organization: { MasterAccountId: id } });

  async function refuse(names: readonly string[], named: readonly string[] = []): Promise<void> {
    const fake = fakeWith(...names);
    await refuseManagementAccount(fake.aws, account, await plan(fake, ...names), named);
  }

  test('more than one sandbox at once is refused there, unless each is named', async () => {
    manages(account);
    await expect(refuse(two)).rejects.toMatchObject({
      code: 'safety.management-account',
      params: { account, names: two },
    });
    await expect(refuse(two, one)).rejects.toMatchObject({ code: 'safety.management-account' });
    await refuse(two, two);
    await refuse(one);
  });

  test('a member account, and one that may not ask, go on', async () => {
    manages('999999999999');
    await expect(refuse(two)).resolves.toBeUndefined();
    organizations.on(DescribeOrganizationCommand).rejects(new Error('AccessDeniedException'));
    await expect(refuse(two)).resolves.toBeUndefined();
  });
});

describe('the place, right before anything is removed', () => {
  test('who calls must still be in the account of the plan', async () => {
    const fake = fakeWith(...one);
    const planned = await plan(fake, ...one);
    await confirmPlace(fake.aws, planned);
    sts.on(GetCallerIdentityCommand).resolves({ Account: '999999999999' });
    await expect(confirmPlace(fake.aws, planned)).rejects.toMatchObject({
      code: 'safety.other-account',
      params: { account: '999999999999', planned: account },
    });
  });

  test.each([
    `arn:aws:sagemaker:eu-west-1:${account}:endpoint/far`,
    'arn:aws:sagemaker:us-east-1:999999999999:endpoint/foreign',
  ])('%s does not belong into a plan for us-east-1', async (arn) => {
    const fake = fakeWith(...one);
    const planned = await plan(fake, ...one);
    const [sandbox] = planned.sandboxes;
    const things = sandbox!.things.map((thing) => ({ ...thing, arn }));
    await expect(
      confirmPlace(fake.aws, { ...planned, sandboxes: [{ ...sandbox!, things }] }),
    ).rejects.toMatchObject({ code: 'safety.foreign-thing', params: { arn } });
  });
});
