import { GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, test } from 'vitest';
import { permissions } from '../../../src/preflight/checks/permissions.ts';
import { kim, only, patient, read, readKorean, run } from '../patient.ts';
import { mockClient } from '../../mock-client.ts';

const iam = mockClient(IAMClient);

/** A simulator whose principal lacks some actions. */
function lacking(...missing: readonly string[]): void {
  iam.on(SimulatePrincipalPolicyCommand).callsFake((input) => ({
    EvaluationResults: (input.ActionNames as string[]).map((EvalActionName) => {
      const EvalDecision = missing.includes(EvalActionName) ? 'implicitDeny' : 'allowed';
      return {
        EvalActionName,
        EvalResourceName: 'arn:${Partition}:x',
        EvalDecision,
        ResourceSpecificResults: [
          { EvalResourceName: input.ResourceArns[0], EvalResourceDecision: EvalDecision },
        ],
      };
    }),
  }));
}

function denied(name: string) {
  return Object.assign(new Error(name), { name });
}

beforeEach(() => void iam.reset());

describe('permissions', () => {
  test('that are all there', async () => {
    lacking();
    expect(read(await only(permissions, patient()))).toEqual([
      'ok',
      'Every permission that labs uses is there (IAM policy simulator).',
    ]);
    for (const call of iam.commandCalls(SimulatePrincipalPolicyCommand)) {
      const { PolicySourceArn, ContextEntries } = call.args[0].input;
      expect(PolicySourceArn).toBe(kim.caller);
      expect(ContextEntries).toContainEqual({
        ContextKeyName: 'aws:RequestedRegion',
        ContextKeyType: 'string',
        ContextKeyValues: ['us-east-1'],
      });
    }
  });

  test('some that labs cannot do without', async () => {
    lacking('cloudformation:CreateStack', 'sagemaker:CreateNotebookInstance');
    const finding = await only(permissions, patient());
    expect(read(finding)).toEqual([
      'problem',
      'arn:aws:iam::111122223333:user/kim lacks 2 permissions: cloudformation:CreateStack, sagemaker:CreateNotebookInstance',
      'Give the policy that this prints to your administrator: `labs doctor --policy`',
    ]);
    expect(readKorean(finding)).toEqual([
      'arn:aws:iam::111122223333:user/kim 에게 권한 2개가 없습니다: cloudformation:CreateStack, sagemaker:CreateNotebookInstance',
      '다음 명령이 출력하는 정책을 관리자에게 전달하세요: `labs doctor --policy`',
    ]);
  });

  test('some that it does without', async () => {
    lacking('pricing:GetProducts');
    const finding = await only(permissions, patient());
    expect(read(finding)).toEqual([
      'warning',
      'arn:aws:iam::111122223333:user/kim lacks pricing:GetProducts: labs works, but cannot tell live prices, quotas or past costs.',
      'They are the last two statements of: `labs doctor --policy`',
    ]);
    expect(readKorean(finding)).toEqual([
      'arn:aws:iam::111122223333:user/kim 에게 pricing:GetProducts 권한이 없습니다. labs 는 동작하지만 실시간 요금, 할당량, 지난 요금을 알 수 없습니다.',
      '다음 명령이 출력하는 정책의 마지막 두 항목입니다: `labs doctor --policy`',
    ]);
  });

  test('of the root user need no question', async () => {
    const root = { ...kim, caller: 'arn:aws:iam::111122223333:root' };
    expect(read(await only(permissions, patient(), root))[0]).toBe('ok');
    expect(iam.calls()).toHaveLength(0);
  });

  test('of an AWS SSO role are asked for by its ARN with the path', async () => {
    const Arn =
      'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Learner_1';
    iam.on(GetRoleCommand, { RoleName: 'AWSReservedSSO_Learner_1' }).resolves({
      Role: { Arn, Path: '', RoleName: '', RoleId: '', CreateDate: new Date(0) },
    });
    lacking();
    const caller = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Learner_1/kim@school.kr';
    await only(permissions, patient(), { ...kim, caller });
    const [first] = iam.commandCalls(SimulatePrincipalPolicyCommand);
    expect(first?.args[0].input.PolicySourceArn).toBe(Arn);
    expect(first?.args[0].input.ResourceArns?.[0]).not.toContain('@');
  });

  test.each([
    [
      'AccessDenied',
      'arn:aws:iam::111122223333:user/kim',
      'iam:SimulatePrincipalPolicy is not allowed',
      'iam:SimulatePrincipalPolicy 권한이 없음',
    ],
    [
      'NoSuchEntityException',
      'arn:aws:sts::111122223333:assumed-role/Learner/kim',
      'IAM does not find the role, and iam:GetRole is not allowed',
      '역할을 찾을 수 없고 iam:GetRole 권한이 없음',
    ],
    [
      'ValidationError',
      'arn:aws:sts::111122223333:federated-user/kim',
      'IAM does not simulate federated users',
      '페더레이션 사용자는 시뮬레이션할 수 없음',
    ],
  ])('cannot be known: %s', async (name, caller, en, ko) => {
    iam.on(GetRoleCommand).rejects(denied('AccessDenied'));
    iam.on(SimulatePrincipalPolicyCommand).rejects(denied(name));
    const finding = await only(permissions, patient(), { ...kim, caller });
    const who = caller.replace(':sts:', ':iam:').replace(/assumed-role\/(\w+)\/kim/, 'role/$1');
    const shown = caller.includes('federated') ? caller : who;
    expect(read(finding)).toEqual([
      'unknown',
      `What ${shown} may do could not be found out: ${en}.`,
      'Compare with the policy that labs needs: `labs doctor --policy`',
    ]);
    expect(readKorean(finding)).toEqual([
      `${shown} 의 권한을 알 수 없습니다: ${ko}.`,
      'labs 에 필요한 정책과 비교해 보세요: `labs doctor --policy`',
    ]);
  });

  test('any other error is not taken for an answer', async () => {
    iam.on(SimulatePrincipalPolicyCommand).rejects(new Error('no network'));
    await expect(run(permissions, patient())).rejects.toThrow('no network');
  });
});
