import { userInfo } from 'node:os';
import type { STSClient } from '@aws-sdk/client-sts';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { defined } from '../defined.ts';
import { personOf } from '../sandbox/name.ts';
import type { Credentials } from './clients.ts';
import { createAws } from './clients.ts';
import type { Transport } from './transport.ts';

/** Keys as they are, without a function that fetches them. */
type Keys = Extract<Credentials, { readonly accessKeyId: string }>;

/** How the SDK names a session when the profile has no `role_session_name`: by the time. */
const timed = /^aws-sdk-js-\d+$/;

/**
 * Assumes roles for the SDK's credential providers.
 *
 * A session without a name of its own gets that of the person who assumes the role, the same at
 * every command, because sandboxes belong to that name.
 */
export function assumeRoleAs(options: {
  readonly transport: Transport;
  readonly region: string;
  readonly endpoint?: string;
}): (source: Keys, params: AssumeRoleCommandInput) => Promise<Keys> {
  return async (source, params) => {
    const { region, ...rest } = options;
    const aws = createAws({ ...rest, credentials: source, gate: async () => undefined });
    const sts = await aws.client('sts', region);
    const name = params.RoleSessionName ?? '';
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({
        ...params,
        RoleSessionName: timed.test(name) ? await sessionName(sts) : name,
      }),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken, Expiration } = given ?? {};
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...defined({ sessionToken: SessionToken, expiration: Expiration }),
    };
  };
}

/** The caller's name, or this computer's user where the caller is a machine; as AssumeRole takes it. */
async function sessionName(sts: STSClient): Promise<string> {
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  const name = personOf(Arn) ?? userInfo().username;
  // AssumeRole, RoleSessionName: 2 to 64 characters of [\w+=,.@-].
  return name
    .replace(/[^\w+=,.@-]/g, '-')
    .slice(0, 64)
    .padEnd(2, '-');
}
