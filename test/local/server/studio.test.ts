import {
  CreateAppCommand,
  CreateDomainCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteAppCommand,
  DeleteDomainCommand,
  DeleteSpaceCommand,
  DeleteUserProfileCommand,
  ListAppsCommand,
  ListDomainsCommand,
  ListSpacesCommand,
  ListUserProfilesCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, refusal, type Server, startServer, startTimeout } from './server.ts';

let server: Server;
let send: Server['sageMaker']['send'];

beforeAll(async () => {
  server = await startServer({ hooks: 'external' });
  send = server.sageMaker.send.bind(server.sageMaker);
}, startTimeout);
afterAll(() => server.stop());

const RoleArn = `arn:aws:iam::${account}:role/labs/x/role`;

test('apps go before spaces and user profiles, and all of them before their domain', async () => {
  const { DomainId } = await send(
    new CreateDomainCommand({
      DomainName: 'domain',
      AuthMode: 'IAM',
      DefaultUserSettings: { ExecutionRole: RoleArn },
      SubnetIds: ['subnet-1'],
      VpcId: 'vpc-1',
    }),
  );
  const profile = { DomainId, UserProfileName: 'user' };
  const space = { DomainId, SpaceName: 'space' };
  const app = { ...profile, AppType: 'JupyterServer', AppName: 'default' } as const;
  await send(new CreateUserProfileCommand(profile));
  await send(new CreateSpaceCommand(space));
  await send(new CreateAppCommand(app));
  expect((await send(new ListDomainsCommand({}))).Domains).toMatchObject([
    { DomainName: 'domain', Status: 'InService' },
  ]);
  const { Apps } = await send(new ListAppsCommand({ DomainIdEquals: DomainId }));
  expect(Apps).toMatchObject([{ AppName: 'default', UserProfileName: 'user' }]);
  expect((await send(new ListSpacesCommand({}))).Spaces).toHaveLength(1);
  expect((await send(new ListUserProfilesCommand({}))).UserProfiles).toHaveLength(1);
  const removeDomain = () => send(new DeleteDomainCommand({ DomainId }));
  const removeProfile = () => send(new DeleteUserProfileCommand(profile));
  expect((await refusal(removeDomain())).name).toBe('ResourceInUse');
  expect((await refusal(removeProfile())).name).toBe('ResourceInUse');
  await send(new DeleteAppCommand(app));
  await removeProfile();
  await send(new DeleteSpaceCommand(space));
  await removeDomain();
  const counts = await server.counts();
  expect([counts['sagemaker:domain'], counts['sagemaker:app']]).toEqual([0, 0]);
});
