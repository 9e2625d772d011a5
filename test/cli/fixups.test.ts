import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListNotebookInstancesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { beforeEach, expect, test } from 'vitest';
import { subcommand as fixupsCommand } from '../../src/cli/commands/fixups.ts';
import { testContext } from './test-context.ts';
import { mockClient } from '../mock-client.ts';

const cloudFormation = mockClient(CloudFormationClient);
const s3 = mockClient(S3Client);
const sageMaker = mockClient(SageMakerClient);

beforeEach(() => {
  for (const mock of [cloudFormation, s3, sageMaker]) mock.reset();
  const stack = {
    StackName: 'labs-kim',
    StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/labs-kim/1',
    StackStatus: 'CREATE_COMPLETE' as const,
    CreationTime: new Date(0),
    Tags: [
      { Key: 'labs:sandbox', Value: 'labs-kim' },
      { Key: 'labs:owner', Value: 'kim' },
    ],
    Parameters: [{ ParameterKey: 'Labs', ParameterValue: 'xgboost' }],
    Outputs: [{ OutputKey: 'Bucket', OutputValue: 'labs-kim-bucket' }],
  };
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stack] });
  sageMaker.on(ListNotebookInstancesCommand).resolves({ NotebookInstances: [] });
  s3.on(GetObjectCommand).rejects(Object.assign(new Error('none'), { name: 'NoSuchKey' }));
  s3.on(PutObjectCommand).resolves({});
});

test('what is mended is shown with its reason, in both languages, without AWS', async () => {
  const context = testContext();
  expect(await fixupsCommand.run(context, ['xgboost'], {})).toBe(0);
  expect(context.written[0]).toContain('xgboost/1.xgboost_direct_marketing_sagemaker.ipynb');
  expect(context.written[0]).toContain('cell 16: pandas 2 refuses to correlate');
  expect(context.written[0]).toContain('cell 6 (only in a rehearsal)');
  expect(context.written[0]).toContain('`labs fixups xgboost --undo`'.replaceAll('`', ''));
  const korean = testContext({ lang: 'ko' });
  await fixupsCommand.run(korean, ['xgboost'], {});
  expect(korean.written[0]).toContain('셀 16: pandas 2는');
  expect(cloudFormation.calls()).toHaveLength(0);
});

test('--undo asks, and tells a stopped sandbox through its wish', async () => {
  const context = testContext({ answers: [true], flags: { region: 'us-east-1' } });
  expect(await fixupsCommand.run(context, ['xgboost'], { undo: true })).toBe(0);
  const put = s3
    .commandCalls(PutObjectCommand)
    .map(({ args }) => args[0].input)
    .find(({ Key }) => Key === '.labs/desired.json');
  expect(JSON.parse(put?.Body as string)).toMatchObject({
    undone: ['xgboost'],
    runtimes: expect.arrayContaining([expect.objectContaining({ kernel: 'labs-xgboost' })]),
  });
  expect(JSON.parse(put?.Body as string)).not.toHaveProperty('fixups');
  expect(context.written[0]).toContain('when it runs next');
});

test('nothing is told where nobody agreed, in a dry run, or for a lab that is not there', async () => {
  const flags = { region: 'us-east-1' };
  const no = testContext({ answers: [false], flags });
  await expect(fixupsCommand.run(no, ['xgboost'], { undo: true })).rejects.toMatchObject({
    code: 'cli.declined',
  });
  const dry = testContext({ flags: { ...flags, dryRun: true } });
  expect(await fixupsCommand.run(dry, ['xgboost'], { redo: true })).toBe(0);
  await expect(
    fixupsCommand.run(testContext({ flags }), ['kobert'], { undo: true }),
  ).rejects.toMatchObject({ code: 'fixups.not-here' });
  await expect(
    fixupsCommand.run(testContext(), ['xgboost'], { undo: true, redo: true }),
  ).rejects.toMatchObject({ code: 'fixups.both' });
  expect(s3.commandCalls(PutObjectCommand)).toHaveLength(0);
});
