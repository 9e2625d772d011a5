import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { LocalAws } from '../../src/local/index.ts';

/** What a client of the AWS SDK needs to use a local AWS. */
export function clientConfig(aws: LocalAws) {
  const { endpoint, region, accessKeyId, secretAccessKey } = aws;
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
}

export interface StackOptions {
  readonly onCreate?: string;
  readonly onStart?: string;
  /** When its schedule stops the notebook. */
  readonly stopsAt?: Date;
  /** Notebooks beside the first one, with the same hooks. */
  readonly others?: number;
}

/** The smallest stack with a notebook, its hooks, its role and a schedule that stops it. */
export function notebookStack({ onCreate, onStart, stopsAt, others = 0 }: StackOptions): string {
  const hook = (content: string | undefined) =>
    content === undefined ? [] : [{ Content: { 'Fn::Base64': content } }];
  return JSON.stringify({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
      },
      Hooks: {
        Type: 'AWS::SageMaker::NotebookInstanceLifecycleConfig',
        Properties: { OnCreate: hook(onCreate), OnStart: hook(onStart) },
      },
      Notebook: notebook,
      ...Object.fromEntries(Array.from({ length: others }, (_, n) => [`Other${n}`, notebook])),
      ...(stopsAt === undefined ? {} : { Stop: stopSchedule(stopsAt) }),
    },
    Outputs: { Notebook: { Value: { 'Fn::GetAtt': ['Notebook', 'NotebookInstanceName'] } } },
  });
}

const notebook = {
  Type: 'AWS::SageMaker::NotebookInstance',
  Properties: {
    InstanceType: 'ml.t3.medium',
    PlatformIdentifier: 'notebook-al2023-v1',
    RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    LifecycleConfigName: { 'Fn::GetAtt': ['Hooks', 'NotebookInstanceLifecycleConfigName'] },
  },
};

function stopSchedule(stopsAt: Date) {
  const name = '{"NotebookInstanceName":"${Notebook.NotebookInstanceName}"}';
  return {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ScheduleExpression: 'rate(15 minutes)',
      StartDate: `${stopsAt.toISOString().slice(0, 19)}Z`,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance',
        Input: { 'Fn::Sub': name },
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      },
    },
  };
}

/** Creates a stack and waits until it has ended. */
export async function createStack(aws: LocalAws, StackName: string, TemplateBody: string) {
  const client = new CloudFormationClient(clientConfig(aws));
  const Capabilities = ['CAPABILITY_IAM' as const];
  await client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities }));
  return stackEnd(client, StackName);
}

/** Waits until a stack is no longer in progress; undefined when it is gone. */
export async function stackEnd(client: CloudFormationClient, StackName: string) {
  for (;;) {
    const found = await client
      .send(new DescribeStacksCommand({ StackName }))
      .catch(() => ({ Stacks: undefined }));
    const stack = found.Stacks?.[0];
    if (stack === undefined || stack.StackStatus?.endsWith('IN_PROGRESS') !== true) {
      const output = stack?.Outputs?.find(({ OutputKey }) => OutputKey === 'Notebook');
      return { status: stack?.StackStatus, notebook: output?.OutputValue ?? '' };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
