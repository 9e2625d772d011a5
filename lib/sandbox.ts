import type { CfnCondition, Stack } from 'aws-cdk-lib/core';
import { Aws, CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { defined } from '../src/defined.ts';
import { cloneWishOf } from '../src/catalog/catalog.ts';
import type { Lab } from '../src/catalog/schema.ts';
import { outputNames } from '../src/sandbox/parameters.ts';
import { tagKeys } from '../src/sandbox/tags.ts';
import { addBucket } from './bucket.ts';
import { addExecutionRole } from './execution-role.ts';
import { recordExceptions } from './exceptions.ts';
import { given } from './given.ts';
import { addNotebook } from './notebook.ts';
import type { ParameterDefaults } from './parameters.ts';
import { addParameters } from './parameters.ts';
import { addStartSchedule } from './start-schedule.ts';
import { addStopSchedule } from './stop-schedule.ts';
import { teardownCommand } from './teardown-command.ts';

/**
 * Fills a stack with the sandbox of a set of labs: bucket, execution role, hooks, notebook instance
 * and stop schedule, every one of them named by CloudFormation.
 *
 * Owner and class come from the stack's tags, which CloudFormation gives to its resources; the
 * sandbox's own tag is written here too, for the role's permissions stand on it.
 *
 * @throws LabsError `lab.invalid` for a lab that makes what it names no instance type for;
 *   `template.hook-too-large`
 */
export function addSandbox(
  stack: Stack,
  labs: readonly Lab[],
  defaults: Partial<ParameterDefaults>,
): void {
  const tags = [{ key: tagKeys.sandbox, value: Aws.STACK_NAME }];
  const parameters = addParameters(stack, {
    labs: labs.map((lab) => lab.id).join(' '),
    ...defaults,
  });

  const { bucket, policy } = addBucket(stack, tags);
  const role = addExecutionRole(stack, labs, bucket.attrArn, tags);
  const notebook = addNotebook(stack, {
    wish: cloneWishOf(labs),
    parameters,
    role,
    after: [policy],
    tags,
  });
  recordExceptions({ stack, bucket, role, notebook });
  const inClass = given(stack, 'InClass', parameters.class.valueAsString);
  addStopSchedule(stack, notebook, role, { stopsAt: parameters.stopsAt.valueAsString, inClass });
  addStartSchedule(stack, notebook, role, parameters.startsAt.valueAsString);

  // A scope of its own: an output may be called like a resource, a construct beside it may not.
  const outputs = new Construct(stack, 'Outputs');
  const values: Readonly<Record<keyof typeof outputNames, string>> = {
    bucket: bucket.ref,
    role: role.attrArn,
    notebook: notebook.attrNotebookInstanceName,
    notebookArn: notebook.ref,
    teardown: teardownCommand(stack, parameters, inClass),
    // CloudFormation takes a new value of a parameter only where a resource or an output shows it
    // (aws-cloudformation/cloudformation-coverage-roadmap#2027); so these two.
    door: parameters.door.valueAsString,
    budget: parameters.budget.valueAsString,
  };
  const conditions: Partial<Record<keyof typeof outputNames, CfnCondition>> = {
    door: given(stack, 'HasDoor', values.door),
    budget: given(stack, 'HasBudget', values.budget),
  };
  for (const key of Object.keys(values) as (keyof typeof values)[]) {
    const name = outputNames[key];
    const condition = conditions[key];
    const shown = defined({ condition });
    new CfnOutput(outputs, name, { value: values[key], ...shown }).overrideLogicalId(name);
  }
}
