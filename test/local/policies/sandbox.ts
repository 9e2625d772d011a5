import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { outputNames } from '../../../src/sandbox/parameters.ts';
import type { Credentials, Server } from '../server/server.ts';
import { createStack, outputsOf } from '../server/stacks.ts';

/** A sandbox as its stack has made it, and a session of its role. */
interface MadeSandbox {
  readonly role: string;
  readonly bucket: string;
  readonly credentials: Required<Credentials>;
}

/** Makes the stack of a sandbox from a template of ours, and assumes its role. */
export async function makeSandbox(
  server: Server,
  name: string,
  template: object,
): Promise<MadeSandbox> {
  const values = {
    Owner: name.replace('labs-', ''),
    StopsAt: '2030-01-01T00:00:00Z',
    RemovedAfter: '2030-01-08T00:00:00Z',
    InstanceType: 'ml.t3.medium',
    VolumeGiB: '10',
  };
  await createStack(server, name, {
    template: template as never,
    Parameters: Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Tags: [{ Key: 'labs:sandbox', Value: name }],
  });
  const { Stacks } = await server.cloudFormation.send(
    new DescribeStacksCommand({ StackName: name }),
  );
  const outputs = outputsOf(Stacks![0]!);
  const role = outputs[outputNames.role] ?? '';
  const { Credentials: session } = await server.sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'SageMaker' }),
  );
  return {
    role,
    bucket: outputs[outputNames.bucket] ?? '',
    credentials: {
      accessKeyId: session?.AccessKeyId ?? '',
      secretAccessKey: session?.SecretAccessKey ?? '',
      sessionToken: session?.SessionToken ?? '',
    },
  };
}
