import { expect, test } from 'vitest';
import { checkWorkshop } from '../../../src/check/check.ts';
import { render } from '../../../src/messages/message.ts';
import { find, findIn, notebook, said, script, workshopOf } from '../workshop.ts';

const estimator = 'import sagemaker\nxgb = sagemaker.estimator.Estimator(image, role)';
const deploy = `${estimator}\np = xgb.deploy(initial_instance_count=1, instance_type='ml.m4.xlarge')`;
const sdk = 'import boto3\nsm = boto3.client("sagemaker")';
const create = `${sdk}\nsm.create_endpoint(EndpointName=name, EndpointConfigName=config)`;

test('an endpoint that nothing deletes', async () => {
  expect(await said('L1', notebook([deploy]))).toEqual([
    'Makes an endpoint (ml.m4.xlarge) that no active cell deletes: it bills until someone does.',
  ]);
});

test.each([
  ['by boto3', [create]],
  ['by the AWS CLI', ['!aws sagemaker create-endpoint --endpoint-name x']],
  ['its deletion is a comment', [deploy, '# p.delete_endpoint()']],
  ['its deletion is another’s', [deploy, 'other = 1\nother.delete_endpoint()']],
  ['its deletion is only a text', [deploy, 'print("p.delete_endpoint()")']],
  ['its deletion stands before it', ['p.delete_endpoint()', deploy]],
  ['its deletion is a file', [deploy, '%%writefile clean.py\np.delete_endpoint()']],
  ['its type is a variable', [`${estimator}\nt = 'ml.m5.xlarge'`, 'p = xgb.deploy(1, t)']],
  [
    'a pipeline of Step Functions',
    [
      'from stepfunctions.template.pipeline import TrainingPipeline\np = TrainingPipeline(a)\np.execute()',
    ],
  ],
])('%s', async (_, cells) => {
  expect(await findIn('L1', ...cells)).toHaveLength(1);
});

test.each([
  ['deleted', [deploy, 'p.delete_endpoint()']],
  ['deleted by its name', [deploy, 'sagemaker.Session().delete_endpoint(p.endpoint)']],
  ['deleted by its predictor', [deploy, 'p.delete_predictor()']],
  ['deleted by boto3', [create, 'sm.delete_endpoint(EndpointName=name)']],
  [
    'deleted by the AWS CLI',
    [
      '!aws sagemaker create-endpoint --endpoint-name x',
      '!aws sagemaker delete-endpoint --endpoint-name x',
    ],
  ],
  [
    'deleted under another name',
    [deploy, 'name = p.endpoint_name', 'sm.delete_endpoint(EndpointName=name)'],
  ],
  ['deleted in a loop', [deploy, 'for one in [p]:\n    one.delete_endpoint()']],
  ['deleted in a function', [deploy, 'def clean(x):\n    x.delete_endpoint()', 'clean(p)']],
  ['its deploy is a comment', [`${estimator}\n# p = xgb.deploy(1, 'ml.m4.xlarge')`]],
  ['local mode', [`${estimator}\nxgb.deploy(1, 'local')`]],
  [
    'local mode, by a variable',
    [`${estimator}\nt = 'local'`, 'xgb.deploy(initial_instance_count=1, instance_type=t)'],
  ],
  ['another thing is deployed', ['import app\napp.deploy()']],
  ['a function that nobody calls', [`${estimator}\ndef go():\n    xgb.deploy(1, 'ml.m4.xlarge')`]],
])('not where it is %s', async (_, cells) => {
  expect(await findIn('L1', ...cells)).toEqual([]);
});

test('each endpoint counts by itself', async () => {
  const two = `${deploy}\nq = xgb.deploy(1, 'ml.m5.xlarge')`;
  expect(await findIn('L1', two, 'p.delete_endpoint()')).toEqual(['0 error']);
  expect(await findIn('L1', two)).toHaveLength(2);
});

test('a helper module beside the notebook holds the call', async () => {
  const text =
    'import boto3\nsm = boto3.client("sagemaker")\n\n' +
    'def up(name):\n    sm.create_endpoint(EndpointName=name, EndpointConfigName=name)\n\n' +
    'def down(name):\n    sm.delete_endpoint(EndpointName=name)\n';
  const helper = script('p_utils.py', text);
  const up = 'import p_utils\np_utils.up("a")';
  expect(await find('L1', notebook([up]), helper)).toEqual(['0 error']);
  expect(await find('L1', notebook([up, 'p_utils.down("a")']), helper)).toEqual([]);
  expect(await find('L1', notebook(['import p_utils']), helper)).toEqual([]);
});

test('the fix names what holds the endpoint, if anything does', async () => {
  const pipeline =
    'from stepfunctions.template.pipeline import TrainingPipeline\n' +
    'p = TrainingPipeline(a)\nexecution = p.execute()';
  const fixes = async (cell: string) =>
    (await checkWorkshop(workshopOf([notebook([cell])])))
      .filter(({ rule, fix }) => rule === 'L1' && fix !== undefined)
      .map(({ fix }) => render(fix!, 'en'));
  expect(await fixes(deploy)).toEqual(['End with p.delete_endpoint()']);
  for (const cell of [create, pipeline]) {
    expect(await fixes(cell)).toEqual([
      'End with sagemaker.Session().delete_endpoint(endpoint_name)',
    ]);
  }
});
