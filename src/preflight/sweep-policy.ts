import { elsewhereTypes } from '../sandbox/creatables.ts';
import { sageMakerTypes } from '../sandbox/resource-types.ts';
import { sageMakerActions } from '../sandbox/sagemaker-actions.ts';
import type { PolicyStatement } from './statement.ts';
import { all, allow, ofSandboxes, resourceTag } from './statement.ts';

const logGroups = 'arn:aws:logs:*:*:log-group:/aws/sagemaker/*';
const elsewhere = Object.values(elsewhereTypes);
const byName = elsewhere.flatMap(({ sweepByName }) => sweepByName ?? []);

/** What teardown calls of SageMaker: what ends a thing that a notebook made, and what only sees it. */
const sweep = Object.values(sageMakerTypes).flatMap(({ change, sweep: more }) => [
  ...change.filter((action) => /^(Delete|Stop|Disassociate)/.test(action)),
  ...more,
]);

/** What teardown calls of SageMaker, of these verbs. */
function sweepActions(verb: RegExp, ...more: readonly string[]): readonly string[] {
  return sageMakerActions([...sweep.filter((action) => verb.test(action)), ...more]);
}

/** What finding and removing what notebooks made needs, for every type that a lab can declare. */
export const sweepStatements: readonly PolicyStatement[] = [
  allow('RemoveWhatNotebooksMade', sweepActions(/^(?!Describe|List)/), all, ofSandboxes),
  // SageMaker itself makes one for each job, without a tag.
  allow(
    'RemoveRecordsOfJobs',
    ['sagemaker:DeleteTrialComponent', 'sagemaker:DisassociateTrialComponent'],
    ['arn:aws:sagemaker:*:*:experiment-trial-component/*-aws-*-job'],
  ),
  allow(
    'RemoveByName',
    byName.flatMap(({ actions }) => actions),
    byName.flatMap(({ resources }) => resources),
  ),
  allow('SeeSandboxesOrNothing', sweepActions(/^Describe/, 'DescribeNotebookInstance*'), all, {
    StringLikeIfExists: { [resourceTag]: ['labs-*'] },
  }),
  allow(
    'FindByList',
    [
      'logs:DescribeLogGroups',
      's3:ListAllMyBuckets',
      'tag:GetResources',
      ...elsewhere.flatMap((type) => type.sweep),
      ...sweepActions(/^List/, 'ListNotebookInstances', 'ListTags'),
    ],
    all,
  ),
  allow(
    'Logs',
    [
      'logs:DeleteLogGroup',
      'logs:DeleteLogStream',
      'logs:DescribeLogStreams',
      'logs:FilterLogEvents',
      'logs:ListTagsForResource',
      'logs:TagResource',
    ],
    [logGroups],
  ),
];
