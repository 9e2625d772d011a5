import type { Stack } from 'aws-cdk-lib/core';
import { CfnOutput, CfnParameter, Validations } from 'aws-cdk-lib/core';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { guardOutputs, guardParameters } from '../src/guard/place.ts';
import { guardStatements, ofThisAccount, stackRoleStatements } from './guard-policy.ts';
import type { Statement } from './policy/statement.ts';
import { policyDocument } from './policy/statement.ts';

/** Path of the guard's own roles; not `/labs/`, where its role for stacks may remove roles. */
const rolePath = '/labs-guard/';

/** Seconds: a run takes ten minutes at most, and then writes its report. */
const timeout = 720;

interface GuardStackOptions {
  /** Whether somebody is told by e-mail what it did. */
  readonly hasEmail: boolean;
}

/**
 * Fills a stack with the guard: a function that runs every quarter of an hour, the role with which
 * CloudFormation deletes stacks for it, and its log. Its code lies in a bucket that is made before.
 */
export function addGuard(stack: Stack, { hasEmail }: GuardStackOptions): void {
  const parameter = (name: keyof typeof guardParameters, description: string, type = 'String') =>
    new CfnParameter(stack, guardParameters[name], { description, type });
  const bucket = parameter('bucket', 'Bucket of its code, its reports and of saved work');
  const bundle = parameter('bundle', 'Key of its code in the bucket, made from its content');
  const regions = parameter('regions', 'Regions that it looks after, separated by blanks');
  const run = parameter('runMinutes', 'Longest time that a notebook runs at a stretch', 'Number');
  const keep = parameter('keepMinutes', 'Longest time that a sandbox exists', 'Number');

  const topic = hasEmail
    ? addTopic(stack, parameter('email', 'Who is told what it did').valueAsString)
    : undefined;
  const stackRole = role(stack, 'StackRole', 'cloudformation', stackRoleStatements());
  const logs = new CfnLogGroup(stack, 'Logs', { retentionInDays: 30 });
  const functionRole = role(stack, 'FunctionRole', 'lambda', [
    ...guardStatements(stackRole.attrArn, bucket.valueAsString),
    {
      Sid: 'OwnLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: [logs.attrArn],
    },
    ...(topic === undefined ? [] : [publishTo(topic)]),
  ]);
  const guard = new CfnFunction(stack, 'Function', {
    runtime: 'nodejs24.x',
    architectures: ['arm64'],
    handler: 'index.handler',
    role: functionRole.attrArn,
    code: { s3Bucket: bucket.valueAsString, s3Key: bundle.valueAsString },
    // Lambda gives processor time with memory; a run mostly waits for answers.
    memorySize: 512,
    timeout,
    loggingConfig: { logGroup: logs.ref },
    environment: {
      variables: {
        LABS_GUARD_BUCKET: bucket.valueAsString,
        LABS_GUARD_REGIONS: regions.valueAsString,
        LABS_GUARD_RUN_MINUTES: run.valueAsString,
        LABS_GUARD_KEEP_MINUTES: keep.valueAsString,
        LABS_GUARD_STACK_ROLE: stackRole.attrArn,
        LABS_GUARD_TOPIC: topic?.ref ?? '',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    },
  });
  // The next run is the retry.
  const noRetries = new CfnEventInvokeConfig(stack, 'NoRetries', {
    functionName: guard.ref,
    qualifier: '$LATEST',
    maximumRetryAttempts: 0,
    maximumEventAgeInSeconds: 600,
  });
  addTimer(stack, guard).addResourceDependency(noRetries);
  output(stack, 'bucket', bucket.valueAsString);
  output(stack, 'stackRole', stackRole.attrArn);
  if (topic !== undefined) output(stack, 'topic', topic.ref);
  acceptAll(functionRole, stackRole);
}

function acceptAll(functionRole: CfnRole, stackRole: CfnRole): void {
  acceptWildcards(
    functionRole,
    "Sandboxes and what their notebooks make are named after the guard is deployed. It lists everything, as finding needs; it stops and deletes what carries a sandbox's tag, lies in a bucket labs-* or below a sandbox's own name, deletes stacks labs-* through the stack role alone, and makes no resource.",
  );
  acceptWildcards(
    stackRole,
    "CloudFormation deletes with it whichever sandbox's stack is due: roles below /labs/, buckets labs-*, notebooks and hooks with a sandbox's tag, schedules of its stacks. It has no action that makes anything; only CloudFormation may assume it, and only for this account.",
  );
}

function addTimer(stack: Stack, guard: CfnFunction): CfnSchedule {
  const timerRole = role(stack, 'TimerRole', 'scheduler', [
    {
      Sid: 'RunTheGuard',
      Effect: 'Allow',
      Action: ['lambda:InvokeFunction'],
      Resource: [guard.attrArn],
    },
  ]);
  return new CfnSchedule(stack, 'Timer', {
    groupName: 'default',
    scheduleExpression: 'rate(15 minutes)',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: guard.attrArn,
      roleArn: timerRole.attrArn,
      retryPolicy: { maximumRetryAttempts: 0 },
    },
  });
}

function addTopic(stack: Stack, email: string): CfnTopic {
  return new CfnTopic(stack, 'Topic', {
    kmsMasterKeyId: 'alias/aws/sns',
    subscription: [{ protocol: 'email', endpoint: email }],
  });
}

function publishTo(topic: CfnTopic): Statement {
  return { Sid: 'TellTheTopic', Effect: 'Allow', Action: ['sns:Publish'], Resource: [topic.ref] };
}

function role(
  stack: Stack,
  id: string,
  service: 'cloudformation' | 'lambda' | 'scheduler',
  statements: readonly Statement[],
): CfnRole {
  return new CfnRole(stack, id, {
    path: rolePath,
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: `${service}.amazonaws.com` },
          Action: 'sts:AssumeRole',
          // Lambda sends no source account with its own sign-in (Execution role, user guide).
          ...(service === 'lambda' ? {} : { Condition: ofThisAccount }),
        },
      ],
    },
    policies: [{ policyName: 'guard', policyDocument: policyDocument(statements) }],
  });
}

function output(stack: Stack, name: keyof typeof guardOutputs, value: string): void {
  new CfnOutput(stack, `Output${name}`, { value }).overrideLogicalId(guardOutputs[name]);
}

/** The wildcards of one of the guard's roles, with its reason; what they allow is tested. */
function acceptWildcards(one: CfnRole, reason: string): void {
  const [policy] = one.policies as { policyDocument: { Statement: readonly Statement[] } }[];
  const allowed = (policy?.policyDocument.Statement ?? []).filter(
    ({ Effect }) => Effect === 'Allow',
  );
  const resources = allowed.flatMap(({ Resource = [] }) => Resource);
  const actions = allowed.flatMap(({ Action }) => Action);
  const ids = [
    ...new Set(resources.filter((text) => text.includes('*')).map((text) => `Resource::${text}`)),
    ...new Set(actions.filter((text) => text.includes('*')).map((text) => `Action::${text}`)),
  ];
  Validations.of(one).acknowledge(...ids.map((id) => ({ id: `AwsSolutions-IAM5[${id}]`, reason })));
}
