import type { Stack } from '@aws-sdk/client-cloudformation';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { NotebookInstanceStatus } from '@aws-sdk/client-sagemaker';
import {
  CreatePresignedNotebookInstanceUrlCommand,
  ListNotebookInstancesCommand,
  SageMakerClient,
  StartNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { sdkStreamMixin } from '@smithy/core/serde';
import { mockClient } from 'aws-sdk-client-mock';
import { Readable } from 'node:stream';
import type { Aws } from '../../../src/aws/clients.ts';
import { hashOfCode } from '../../../src/classroom/door/code.ts';

/** A student's sandbox in the cloud of these tests. */
export interface CloudSandbox {
  readonly id: string;
  readonly group: string;
  code?: string;
  stackStatus: NonNullable<Stack['StackStatus']>;
  status: NotebookInstanceStatus | undefined;
  /** When the notebook's status last changed. */
  modifiedAt: Date;
  stopsAt: string;
  startsAt: string;
  /** States of the repositories in its report; undefined before there is one. */
  repos: readonly ('cloned' | 'pending' | 'failed')[] | undefined;
}

/** CloudFormation, SageMaker and S3 as far as the door asks them. */
export interface DoorCloud {
  readonly aws: Aws;
  readonly sandboxes: CloudSandbox[];
  /** Each call but the lists, as `Operation what`. */
  readonly calls: string[];
  /** Thrown by the next call of an operation. */
  readonly faults: Map<string, Error>;
  /** Looks at lists, by operation. */
  readonly lists: Map<string, number>;
  add(given: Partial<CloudSandbox> & { readonly id: string }): CloudSandbox;
  /** Where presigned links lead. */
  jupyter: string;
}

export const group = 'ml101';
const region = 'us-east-1';

export function doorCloud(): DoorCloud {
  const cloudFormation = new CloudFormationClient({ region });
  const sageMaker = new SageMakerClient({ region });
  const s3 = new S3Client({ region });
  const clients = { cloudFormation, sageMaker, s3 } as const;
  const cloud: DoorCloud = {
    aws: {
      client: async (name: keyof typeof clients) => clients[name],
    } as unknown as Aws,
    sandboxes: [],
    calls: [],
    faults: new Map(),
    lists: new Map(),
    jupyter: 'https://notebook.example/',
    add(given) {
      const sandbox: CloudSandbox = {
        group,
        stackStatus: 'CREATE_COMPLETE',
        status: 'InService',
        modifiedAt: new Date(0),
        stopsAt: '2026-11-24T03:00:00Z',
        startsAt: '',
        repos: ['cloned'],
        ...given,
      };
      cloud.sandboxes.push(sandbox);
      return sandbox;
    },
  };
  const notebookOf = (name: string | undefined) =>
    cloud.sandboxes.find(({ id }) => `Notebook-${id}` === name)!;
  function called(operation: string, what: string): void {
    const fault = cloud.faults.get(operation);
    cloud.faults.delete(operation);
    if (fault !== undefined) throw fault;
    cloud.calls.push(`${operation} ${what}`);
  }
  const listed = (operation: string) =>
    cloud.lists.set(operation, (cloud.lists.get(operation) ?? 0) + 1);

  mockClient(cloudFormation)
    .on(DescribeStacksCommand)
    .callsFake(async () => {
      listed('DescribeStacks');
      const fault = cloud.faults.get('DescribeStacks');
      if (fault !== undefined) throw fault;
      return { Stacks: cloud.sandboxes.map(stackOf) };
    });
  mockClient(sageMaker)
    .on(ListNotebookInstancesCommand)
    .callsFake(async () => {
      listed('ListNotebookInstances');
      const fault = cloud.faults.get('ListNotebookInstances');
      if (fault !== undefined) throw fault;
      return {
        NotebookInstances: cloud.sandboxes.flatMap(({ id, status, modifiedAt }) =>
          status === undefined
            ? []
            : [
                {
                  NotebookInstanceName: `Notebook-${id}`,
                  NotebookInstanceArn: `arn:aws:sagemaker:${region}:111122223333:notebook-instance/${id}`,
                  NotebookInstanceStatus: status,
                  InstanceType: 'ml.t3.medium' as const,
                  LastModifiedTime: modifiedAt,
                },
              ],
        ),
      };
    })
    .on(StartNotebookInstanceCommand)
    .callsFake(async ({ NotebookInstanceName: name }: { NotebookInstanceName: string }) => {
      called('Start', name);
      const notebook = notebookOf(name);
      if (notebook.status !== 'Stopped' && notebook.status !== 'Failed') {
        const error = new Error(`Status (${notebook.status}) not in ([Stopped, Failed])`);
        throw Object.assign(error, { name: 'ValidationException' });
      }
      notebook.status = 'Pending';
      return {};
    })
    .on(CreatePresignedNotebookInstanceUrlCommand)
    .callsFake(
      async (input: {
        NotebookInstanceName: string;
        SessionExpirationDurationInSeconds: number;
      }) => {
        const { NotebookInstanceName: name, SessionExpirationDurationInSeconds: seconds } = input;
        called('Presign', `${name} ${seconds}`);
        return { AuthorizedUrl: `${cloud.jupyter}${name}?authToken=secret` };
      },
    );
  mockClient(s3)
    .on(GetObjectCommand)
    .callsFake(async ({ Bucket }: { Bucket: string }) => {
      const sandbox = cloud.sandboxes.find(({ id }) => `bucket-${id}` === Bucket);
      if (sandbox?.repos === undefined) {
        throw Object.assign(new Error('no such key'), { name: 'NoSuchKey' });
      }
      return { Body: sdkStreamMixin(Readable.from([reportOf(sandbox.repos)])) };
    });
  return cloud;
}

function reportOf(repos: readonly string[]): string {
  return JSON.stringify({
    version: 1,
    writtenAt: '2026-11-24T00:00:00Z',
    idleMinutes: 3,
    repos: repos.map((state, at) => ({
      lab: 'xgboost',
      url: `https://github.com/a/${at}`,
      dir: `r${at}`,
      commit: null,
      state,
    })),
  });
}

function stackOf(sandbox: CloudSandbox): Stack {
  const { id, group: of, code, stackStatus, stopsAt, startsAt } = sandbox;
  const name = `labs-${of}-${id}`;
  const isMade = stackStatus !== 'CREATE_IN_PROGRESS';
  return {
    StackName: name,
    StackId: `arn:aws:cloudformation:${region}:111122223333:stack/${name}/1`,
    StackStatus: stackStatus,
    CreationTime: new Date(0),
    Tags: [
      { Key: 'labs:sandbox', Value: name },
      { Key: 'labs:owner', Value: id },
      { Key: 'labs:class', Value: of },
    ],
    Parameters: [
      { ParameterKey: 'Labs', ParameterValue: 'xgboost' },
      { ParameterKey: 'StopsAt', ParameterValue: stopsAt },
      { ParameterKey: 'StartsAt', ParameterValue: startsAt },
      { ParameterKey: 'Door', ParameterValue: code === undefined ? '' : hashOfCode(of, code) },
    ],
    Outputs: isMade
      ? [
          { OutputKey: 'Bucket', OutputValue: `bucket-${id}` },
          { OutputKey: 'Notebook', OutputValue: `Notebook-${id}` },
        ]
      : [],
  };
}
