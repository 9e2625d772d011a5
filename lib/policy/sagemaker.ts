import { Aws, Fn } from 'aws-cdk-lib/core';
import type { Lab } from '../../src/catalog/schema.ts';
import { elsewhereTypes, isElsewhere } from '../../src/sandbox/creatables.ts';
import type { CreatableType, SageMakerType } from '../../src/sandbox/resource-types.ts';
import { sageMakerTypes } from '../../src/sandbox/resource-types.ts';
import {
  inFamilies,
  makingFamilies,
  sageMakerActions,
} from '../../src/sandbox/sagemaker-actions.ts';
import { tagKeys } from '../../src/sandbox/tags.ts';
import { pascal } from '../logical-id.ts';
import { elsewhere } from './elsewhere.ts';
import type { Group } from './made-on.ts';
import { groupOf, instanceConditions, runtimeConditions } from './made-on.ts';
import type { Conditions, Statement } from './statement.ts';

const ownResource = { [`aws:ResourceTag/${tagKeys.sandbox}`]: Aws.STACK_NAME };
const ownRequest = { [`aws:RequestTag/${tagKeys.sandbox}`]: Aws.STACK_NAME };

/**
 * What the notebook may do with SageMaker: itself described and stopped, and the resource types
 * that its labs declare, made only with the sandbox's tag and used only where it stands. Likewise the
 * tagged types of other services, in the same statements: what stands under equal conditions stands
 * together, for a role's policies have 10,240 characters ("IAM and AWS STS quotas").
 *
 * There is no DeleteTags, no other notebook or domain call, and no `Search`, which shows what
 * carries no tag to everybody (VisibilityConditions, SageMaker API reference).
 *
 * @throws LabsError `lab.invalid` for a lab that makes what it names no instance type for
 */
export function sageMakerStatements(labs: readonly Lab[]): readonly Statement[] {
  const all = [...new Set(labs.flatMap((lab) => lab.creates))].sort();
  const types = all.filter((type) => !isElsewhere(type)) as readonly SageMakerType[];
  return [
    ...makeStatements(labs, types, all),
    ...(types.length === 0 ? [] : tagStatements(types)),
    ...useStatements(types, all),
  ];
}

/**
 * What finds the names of all things of a type, which no policy can restrict: "Tag-based policies
 * don't work to restrict" these calls (Control access to SageMaker AI resources by using tags,
 * SageMaker Developer Guide).
 */
export function listActions(labs: readonly Lab[]): readonly string[] {
  const types = new Set(labs.flatMap((lab) => lab.creates).filter((type) => !isElsewhere(type)));
  if (types.size === 0) return [];
  const lists = [...types].flatMap((type) => sageMakerTypes[type as SageMakerType].list);
  return sageMakerActions(['ListTags', ...lists]);
}

/** What other services than SageMaker make with the sandbox's tag. */
function taggedElsewhere(all: readonly CreatableType[]) {
  return all.filter(isElsewhere).flatMap((type) => {
    const { tagged } = elsewhere[type];
    return tagged === undefined ? [] : [{ create: elsewhereTypes[type].create, ...tagged }];
  });
}

/** A statement for all types that are made under the same conditions. */
function makeStatements(
  labs: readonly Lab[],
  types: readonly SageMakerType[],
  all: readonly CreatableType[],
): readonly Statement[] {
  const groups = [...new Set(types.map(groupOf))].sort();
  const within = types.filter((type) => sageMakerTypes[type].withinAbsent !== undefined);
  const made = groups.map((group) =>
    makeStatement(
      labs,
      group,
      types.filter((type) => groupOf(type) === group),
    ),
  );
  const others = taggedElsewhere(all);
  const plain = made.find(({ Sid }) => Sid === 'MakePlain') ?? {
    Sid: 'MakePlain',
    Effect: 'Allow',
    Action: [],
    Resource: [],
    Condition: onlyTagged(),
  };
  const more: Statement = {
    ...plain,
    Action: [plain.Action, ...others.map(({ create }) => create)].flat(),
    Resource: [plain.Resource ?? [], ...others.map(({ resource }) => resource())].flat(),
  };
  return [
    ...made.filter((statement) => statement !== plain),
    ...(more.Action.length === 0 ? [] : [more]),
    ...(within.length === 0 ? [] : [makeWithinAbsent(within)]),
  ];
}

function onlyTagged(): Conditions {
  return {
    StringEquals: ownRequest,
    // Condition keys ignore the case of a tag's key, their values do not: without this, a thing
    // tagged `Labs:Sandbox` would pass and no sweeper would find it.
    'ForAnyValue:StringEquals': { 'aws:TagKeys': tagKeys.sandbox },
  };
}

function makeStatement(
  labs: readonly Lab[],
  group: Group,
  types: readonly SageMakerType[],
): Statement {
  return {
    Sid: `Make${pascal(group)}`,
    Effect: 'Allow',
    Action: sageMakerActions(types.flatMap((type) => sageMakerTypes[type].create)),
    Resource: arnsOf(types, ['experiment-*']),
    Condition: {
      ...onlyTagged(),
      ...(group === 'plain' || group === 'around' ? {} : instanceConditions(labs, group, types)),
      ...runtimeConditions(labs, group, types),
    },
  };
}

/** An endpoint is checked in its configuration too, whose tag AWS may not know of yet. */
function makeWithinAbsent(types: readonly SageMakerType[]): Statement {
  const around = types.flatMap((type) => sageMakerTypes[type].withinAbsent ?? []);
  return {
    Sid: 'MakeWithinOwn',
    Effect: 'Allow',
    Action: sageMakerActions(types.flatMap((type) => sageMakerTypes[type].create)),
    Resource: around.map((type) => arn(`${sageMakerTypes[type].arn}/*`)),
    Condition: { StringEqualsIfExists: ownResource },
  };
}

/** AddTags while a thing is made, which SageMaker asks for in its place, or on one's own. */
function tagStatements(types: readonly SageMakerType[]): readonly Statement[] {
  const makes = types.flatMap((type) => sageMakerTypes[type].create);
  return [
    {
      Sid: 'TagMade',
      Effect: 'Allow',
      Action: 'sagemaker:AddTags',
      Resource: arn('*'),
      Condition: {
        StringEquals: ownRequest,
        StringLike: { 'sagemaker:TaggingAction': inFamilies(makes, makingFamilies) },
      },
    },
    {
      Sid: 'TagOwn',
      Effect: 'Allow',
      Action: 'sagemaker:AddTags',
      // Not of the stack's own things: their tags are CloudFormation's.
      Resource: arnsOf(types, ['endpoint*', 'experiment*']),
      // The second condition: nobody gives a thing away by tagging it for another sandbox.
      Condition: { StringEquals: ownResource, StringEqualsIfExists: ownRequest },
    },
  ];
}

function useStatements(
  types: readonly SageMakerType[],
  all: readonly CreatableType[],
): readonly Statement[] {
  const chosen = types.map((type) => sageMakerTypes[type]);
  const readAbsent = sageMakerActions(chosen.flatMap((one) => one.readAbsent ?? []));
  const others = taggedElsewhere(all);
  const notebook = ['DescribeNotebookInstance', 'StopNotebookInstance'];
  // A trial is checked in its experiment too. The trial itself has no tag yet, and passes elsewhere.
  const within = chosen.flatMap((one) => (one.within === undefined ? [] : one.create));
  const readAndChange: Statement = {
    Sid: 'UseOwn',
    Effect: 'Allow',
    Action: [
      ...sageMakerActions([
        ...notebook,
        ...within,
        ...chosen.flatMap((one) => [...one.read, ...one.change]),
      ]),
      ...others.flatMap(({ read }) => read),
    ],
    Resource: [arn('*'), ...others.map(({ resource }) => resource())],
    Condition: { StringEquals: ownResource },
  };
  if (readAbsent.length === 0) return [readAndChange];
  return [
    readAndChange,
    {
      Sid: 'ReadAbsent',
      Effect: 'Allow',
      Action: readAbsent,
      Resource: arn('*'),
      Condition: { StringEqualsIfExists: ownResource },
    },
  ];
}

/** ARNs of types; those of one family under one pattern, which no other type of SageMaker fits. */
function arnsOf(types: readonly SageMakerType[], families: readonly string[]): readonly string[] {
  const patterns = types.map((type) => {
    const whole = `${sageMakerTypes[type].arn}/*`;
    return families.find((pattern) => fits(whole, pattern)) ?? whole;
  });
  return [...new Set(patterns)].map(arn);
}

/** Whether a pattern that ends with its only `*` covers another one. */
function fits(whole: string, pattern: string): boolean {
  return whole.startsWith(pattern.slice(0, -1));
}

function arn(resource: string): string {
  // Without the account, which a policy has no room to repeat: what another account shares carries no
  // tag of ours, and what needs no tag here is named without an account in its calls.
  return Fn.sub(`arn:\${AWS::Partition}:sagemaker:\${AWS::Region}:*:${resource}`);
}
