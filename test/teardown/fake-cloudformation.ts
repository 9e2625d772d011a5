import { outputNames } from '../../src/sandbox/parameters.ts';
import type { Input } from './fake-answers.ts';
import { awsError, page } from './fake-answers.ts';
import type { FakeStack, FakeState } from './fake-state.ts';
import { account, nameOfRole } from './fake-state.ts';

/** Answers a CloudFormation call as its API reference documents it. */
export function answerCloudFormation(
  state: FakeState,
  region: string,
  operation: string,
  input: Input,
  pageSize: number,
): unknown {
  const stacks = state.stacks.filter((stack) => stack.region === region);
  const byId = (): FakeStack => {
    const wanted = String(input.StackName);
    const found = stacks.find(({ id }) => id === wanted) ?? stacks.find(isNamed(wanted));
    if (found !== undefined) return found;
    throw awsError('ValidationError', `Stack with id ${wanted} does not exist`);
  };
  switch (operation) {
    case 'DescribeStacks': {
      if (input.StackName !== undefined) return { Stacks: [describe(byId())] };
      const all = stacks.filter(({ status }) => status !== 'DELETE_COMPLETE');
      const { items, next } = page(all, input.NextToken, pageSize);
      return { Stacks: items.map(describe), NextToken: next };
    }
    case 'ListStacks': {
      const wanted = input.StackStatusFilter as readonly string[];
      const { items, next } = page(
        stacks.filter(({ status }) => wanted.includes(status)),
        input.NextToken,
        pageSize,
      );
      return {
        StackSummaries: items.map(({ name, id, status }) => ({
          StackName: name,
          StackId: id,
          StackStatus: status,
        })),
        NextToken: next,
      };
    }
    case 'DescribeStackResources':
      return { StackResources: resources(byId()) };
    case 'UpdateStack': {
      const stack = byId();
      const given = input.Parameters as readonly {
        ParameterKey: string;
        ParameterValue?: string;
      }[];
      for (const { ParameterKey, ParameterValue } of given) {
        if (ParameterValue !== undefined) stack.parameters[ParameterKey] = ParameterValue;
      }
      return { StackId: stack.id };
    }
    case 'DeleteStack': {
      const stack = byId();
      const refuses = /^(UPDATE|ROLLBACK|UPDATE_ROLLBACK)_.*IN_PROGRESS$/.test(stack.status);
      if (refuses) {
        throw awsError(
          'ValidationError',
          `Stack [${stack.name}] cannot be deleted while in status ${stack.status}`,
        );
      }
      const token = String(input.ClientRequestToken);
      const isRepeated = state.tokens.has(token);
      state.tokens.add(token);
      if (!isRepeated && !stack.status.startsWith('DELETE_IN')) state.deleteStack(stack);
      return {};
    }
    default:
      throw new Error(`not modelled: ${operation}`);
  }
}

/** A stack is found by name only until it is deleted. */
function isNamed(wanted: string) {
  return ({ name, status }: FakeStack) => name === wanted && status !== 'DELETE_COMPLETE';
}

function describe(stack: FakeStack) {
  return {
    StackName: stack.name,
    StackId: stack.id,
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    CreationTime: stack.createdAt,
    DeletionTime: stack.deletedAt,
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    Parameters: Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Outputs: stack.hasOutputs
      ? [
          { OutputKey: outputNames.bucket, OutputValue: stack.bucket },
          { OutputKey: outputNames.role, OutputValue: stack.role },
          { OutputKey: outputNames.notebook, OutputValue: stack.notebook },
        ]
      : [],
  };
}

function resources({ bucket, notebook, region, role, reason }: FakeStack) {
  const ref = `arn:aws:sagemaker:${region}:${account}:notebook-instance/${notebook}`;
  return [
    { LogicalResourceId: 'Bucket', ResourceType: 'AWS::S3::Bucket', PhysicalResourceId: bucket },
    {
      LogicalResourceId: 'Notebook',
      ResourceType: 'AWS::SageMaker::NotebookInstance',
      PhysicalResourceId: ref,
    },
    {
      LogicalResourceId: 'Role',
      ResourceType: 'AWS::IAM::Role',
      PhysicalResourceId: nameOfRole(role),
      ResourceStatus: reason?.includes('[Role]') ? 'DELETE_FAILED' : 'CREATE_COMPLETE',
    },
  ];
}
