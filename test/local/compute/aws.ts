import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { clientConfig } from '../stack.ts';
import type { TestDaemon } from '../use-daemon.ts';

export const bucket = 'data';
export const role = 'arn:aws:iam::123456789012:role/computes';
const registry = 'dkr.ecr.us-east-1.amazonaws.com';
export const images = {
  xgboost: `683313688378.${registry}/sagemaker-xgboost:1.7-1`,
  linearLearner: `382416733822.${registry}/linear-learner:1`,
  kMeans: `382416733822.${registry}/kmeans:1`,
  endless: `123456789012.${registry}/labs-endless:1`,
};

/** What the tests of the computes do in a local AWS. */
export function computeAws({ aws, sageMaker }: TestDaemon) {
  const s3 = new S3Client({ ...clientConfig(aws), forcePathStyle: true });
  const logs = new CloudWatchLogsClient(clientConfig(aws));

  async function put(Key: string, Body: string): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  }

  return {
    put,
    /** The bucket and the role that jobs use. */
    async prepare(): Promise<void> {
      const trust = JSON.stringify({ Version: '2012-10-17', Statement: [] });
      await s3.send(new CreateBucketCommand({ Bucket: bucket }));
      await new IAMClient(clientConfig(aws)).send(
        new CreateRoleCommand({ RoleName: 'computes', AssumeRolePolicyDocument: trust }),
      );
    },
    async read(Key: string): Promise<Uint8Array> {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    /** The lines in a log group whose streams begin with a prefix. */
    async logged(logGroupName: string, logStreamNamePrefix: string): Promise<string> {
      const { events = [] } = await logs.send(
        new FilterLogEventsCommand({ logGroupName, logStreamNamePrefix }),
      );
      return events.map(({ message }) => message).join('\n');
    },
    /** Runs a training job to its end. */
    async train(
      TrainingJobName: string,
      TrainingImage: string,
      HyperParameters: Record<string, string>,
      channels: Record<string, string>,
    ): Promise<DescribeTrainingJobCommandOutput> {
      const input = { ...trainingInput(TrainingImage, channels), TrainingJobName, HyperParameters };
      await sageMaker.send(new CreateTrainingJobCommand(input));
      for (;;) {
        const job = await sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
        if (job.TrainingJobStatus !== 'InProgress') return job;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    /** InvokeEndpoint; the runtime's own client is not needed for a request and an answer. */
    async invoke(
      endpoint: string,
      body: string,
      headers: Readonly<Record<string, string>>,
    ): Promise<{ status: number; type: string | null; text: string }> {
      const scope = `${aws.accessKeyId}/20260101/us-east-1/sagemaker/aws4_request`;
      const response = await fetch(`${aws.endpoint}/endpoints/${endpoint}/invocations`, {
        method: 'POST',
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
          ...headers,
        },
        body,
      });
      const type = response.headers.get('content-type');
      return { status: response.status, type, text: await response.text() };
    },
  };
}

/** A training job on channels of CSV, by their keys in the bucket. */
export function trainingInput(TrainingImage: string, channels: Readonly<Record<string, string>>) {
  return {
    RoleArn: role,
    AlgorithmSpecification: { TrainingImage, TrainingInputMode: 'File' as const },
    InputDataConfig: Object.entries(channels).map(([ChannelName, key]) => ({
      ChannelName,
      ContentType: 'text/csv',
      DataSource: {
        S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${bucket}/${key}` },
      },
    })),
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/models` },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 5 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  };
}

/** Rows of a label and three features; the label is 1 where the first two add up to over 1. */
export function rows(count: number, { label = true } = {}): string {
  const part = (index: number, prime: number) => ((index * prime) % 101) / 101;
  return Array.from({ length: count }, (_, index) => {
    const features = [part(index, 37), part(index, 53), part(index, 71)];
    const answer = features[0]! + features[1]! > 1 ? 1 : 0;
    return [...(label ? [answer] : []), ...features.map((value) => value.toFixed(4))].join(',');
  }).join('\n');
}
