import {
  CreateRoleCommand,
  GetRoleCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, type Server, startServer, startTimeout } from './server.ts';

let server: Server;

beforeAll(async () => {
  server = await startServer();
}, startTimeout);
afterAll(() => server.stop());

const user = `arn:aws:iam::${account}:user/me`;

test('a key that nobody gave out is that of the user of the local account', async () => {
  const caller = await server.sts.send(new GetCallerIdentityCommand({}));
  expect(caller).toMatchObject({ Account: account, Arn: user });
  expect(caller.UserId).toMatch(/^AIDA[0-9A-Z]{17}$/);
});

test('a session of a role is assumed-role/<name>/<session>, without the path of the role', async () => {
  const { Role } = await server.iam.send(
    new CreateRoleCommand({
      RoleName: 'role',
      Path: '/labs/labs-kim/',
      AssumeRolePolicyDocument: '{}',
    }),
  );
  expect(Role?.Arn).toBe(`arn:aws:iam::${account}:role/labs/labs-kim/role`);
  const { AssumedRoleUser, Credentials } = await server.sts.send(
    new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'SageMaker' }),
  );
  const session = `arn:aws:sts::${account}:assumed-role/role/SageMaker`;
  expect(AssumedRoleUser).toMatchObject({
    Arn: session,
    AssumedRoleId: `${Role?.RoleId}:SageMaker`,
  });
  const { Arn } = await server
    .stsAs({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    })
    .send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(session);
  const found = await server.iam.send(new GetRoleCommand({ RoleName: 'role' }));
  expect(found.Role?.Path).toBe('/labs/labs-kim/');
});

test('a role that is not there cannot be assumed', async () => {
  const RoleArn = `arn:aws:iam::${account}:role/nobody`;
  const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'x' });
  expect(await refusal(server.sts.send(assume))).toEqual({
    name: 'AccessDenied',
    message: `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
  });
});

test('the simulator allows the local user everything, and says nothing of others', async () => {
  const simulate = (PolicySourceArn: string) =>
    server.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn,
        ActionNames: ['s3:CreateBucket'],
        ResourceArns: ['arn:aws:s3:::a', 'arn:aws:s3:::b'],
      }),
    );
  const { EvaluationResults } = await simulate(user);
  expect(EvaluationResults).toMatchObject([
    {
      EvalActionName: 's3:CreateBucket',
      EvalDecision: 'allowed',
      ResourceSpecificResults: [
        { EvalResourceName: 'arn:aws:s3:::a', EvalResourceDecision: 'allowed' },
        { EvalResourceName: 'arn:aws:s3:::b', EvalResourceDecision: 'allowed' },
      ],
    },
  ]);
  expect((await refusal(simulate(`arn:aws:iam::${account}:role/labs/labs-kim/role`))).name).toBe(
    'NotImplemented',
  );
});
