import { Aws, Fn } from 'aws-cdk-lib/core';
import { tagKeys } from '../../src/sandbox/tags.ts';
import type { CreatableType, Lab } from '../../src/catalog/schema.ts';
import { LabsError } from '../../src/errors.ts';
import { pascal } from '../logical-id.ts';
import { creatables } from './creatables.ts';
import type { Conditions, Statement } from './statement.ts';

const dayInSeconds = 86_400;

const ownResource = { [`aws:ResourceTag/${tagKeys.sandbox}`]: Aws.STACK_NAME };
const ownRequest = { [`aws:RequestTag/${tagKeys.sandbox}`]: Aws.STACK_NAME };

/**
 * What the notebook may do with SageMaker: itself described and stopped, and the resource types
 * that its labs declare, made only with the sandbox's tag and used only where it stands.
 *
 * There is no DeleteTags, no other notebook or domain call, and no `Search`, which shows what
 * carries no tag to everybody (VisibilityConditions, SageMaker API reference).
 *
 * @throws LabsError `lab.invalid` for a lab that makes what it names no instance type for
 */
export function sageMakerStatements(labs: readonly Lab[]): readonly Statement[] {
  const types = [...new Set(labs.flatMap((lab) => lab.creates))].sort();
  return [ownNotebook(), ...(types.length === 0 ? [] : ownThings(labs, types))];
}

function ownNotebook(): Statement {
  return {
    Sid: 'OwnNotebook',
    Effect: 'Allow',
    Action: ['sagemaker:DescribeNotebookInstance', 'sagemaker:StopNotebookInstance'],
    Resource: arn('notebook-instance/*'),
    Condition: { StringEquals: ownResource },
  };
}

function ownThings(labs: readonly Lab[], types: readonly CreatableType[]): readonly Statement[] {
  return [
    ...types.map((type) => createStatement(labs, type)),
    ...(types.includes('endpoint') ? [endpointOfOwnConfig()] : []),
    ...tagStatements(types),
    ...useStatements(types),
  ];
}

function createStatement(labs: readonly Lab[], type: CreatableType): Statement {
  const { arn: resource, create } = creatables[type];
  return {
    Sid: `Make${pascal(type)}`,
    Effect: 'Allow',
    Action: actions(create),
    Resource: arn(`${resource}/*`),
    Condition: {
      StringEquals: ownRequest,
      // Condition keys ignore the case of a tag's key, their values do not: without this, a thing
      // tagged `Labs:Sandbox` would pass and no sweeper would find it.
      'ForAnyValue:StringEquals': { 'aws:TagKeys': tagKeys.sandbox },
      ...instanceConditions(labs, type),
      ...runtimeConditions(labs, type),
    },
  };
}

/** CreateEndpoint is checked against the configuration too, which must be the sandbox's own. */
function endpointOfOwnConfig(): Statement {
  return {
    Sid: 'EndpointOfOwnConfig',
    Effect: 'Allow',
    Action: actions(creatables.endpoint.create),
    Resource: arn(`${creatables['endpoint-configuration'].arn}/*`),
    Condition: { StringEquals: ownResource },
  };
}

/** AddTags while a thing is made, which SageMaker asks for in its place, or on one's own. */
function tagStatements(types: readonly CreatableType[]): readonly Statement[] {
  const makes = types.flatMap((type) => creatables[type].create);
  return [
    {
      Sid: 'TagWhatIsMade',
      Effect: 'Allow',
      Action: 'sagemaker:AddTags',
      Resource: arn('*'),
      Condition: { StringEquals: { ...ownRequest, 'sagemaker:TaggingAction': makes } },
    },
    {
      Sid: 'TagOwn',
      Effect: 'Allow',
      Action: 'sagemaker:AddTags',
      Resource: types.map((type) => arn(`${creatables[type].arn}/*`)),
      // The second condition: nobody gives a thing away by tagging it for another sandbox.
      Condition: { StringEquals: ownResource, StringEqualsIfExists: ownRequest },
    },
  ];
}

function useStatements(types: readonly CreatableType[]): readonly Statement[] {
  const chosen = types.map((type) => creatables[type]);
  const readAbsent = actions(chosen.flatMap((one) => one.readAbsent ?? []));
  const own: readonly Statement[] = [
    {
      Sid: 'ReadAndChangeOwn',
      Effect: 'Allow',
      Action: actions(chosen.flatMap((one) => [...one.read, ...one.change])),
      Resource: arn('*'),
      Condition: { StringEquals: ownResource },
    },
    {
      Sid: 'FindNames',
      Effect: 'Allow',
      Action: actions(['ListTags', ...chosen.flatMap((one) => one.list)]),
      // "Tag-based policies don't work to restrict" these calls: Control access to SageMaker AI
      // resources by using tags, SageMaker Developer Guide.
      Resource: '*',
    },
  ];
  if (readAbsent.length === 0) return own;
  return [
    ...own,
    {
      Sid: 'ReadOwnOrAbsent',
      Effect: 'Allow',
      Action: readAbsent,
      Resource: arn('*'),
      Condition: { StringEqualsIfExists: ownResource },
    },
  ];
}

function instanceConditions(labs: readonly Lab[], type: CreatableType): Conditions {
  const use = creatables[type].runsOn;
  if (use === undefined) return {};
  const makers = labs.filter((lab) => lab.creates.includes(type));
  const speechless = makers.filter((lab) => lab.uses[use].length === 0);
  if (speechless.length > 0) {
    throw new LabsError('lab.invalid', {
      problems: speechless.map(
        ({ id }) => `labs/${id}/lab.yaml: creates ${type}, but uses.${use} names no instance type`,
      ),
    });
  }
  const instanceTypes = makers.flatMap((lab) => lab.uses[use].map((instance) => instance.type));
  return {
    // True of a request without the key (serverless inference, a warm pool), hence the Null.
    'ForAllValues:StringEquals': { 'sagemaker:InstanceTypes': [...new Set(instanceTypes)].sort() },
    Null: { 'sagemaker:InstanceTypes': 'false' },
  };
}

function runtimeConditions(labs: readonly Lab[], type: CreatableType): Conditions {
  const { runtime, warmPool } = creatables[type];
  if (runtime === undefined) return {};
  const makers = labs.filter((lab) => lab.creates.includes(type));
  const longest = Math.max(...makers.map((lab) => lab.maxRunSeconds));
  const limit = { 'sagemaker:MaxRuntimeInSeconds': String(longest) };
  const absentIsFine = runtime === 'a-day-where-absent' && longest >= dayInSeconds;
  return {
    ...(absentIsFine ? {} : { NumericLessThanEquals: limit }),
    ...(absentIsFine || warmPool
      ? {
          NumericLessThanEqualsIfExists: {
            ...(absentIsFine ? limit : {}),
            ...(warmPool ? { 'sagemaker:KeepAlivePeriod': '0' } : {}),
          },
        }
      : {}),
  };
}

function arn(resource: string): string {
  return Fn.sub(`arn:\${AWS::Partition}:sagemaker:\${AWS::Region}:\${AWS::AccountId}:${resource}`);
}

function actions(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort().map((name) => `sagemaker:${name}`);
}
