import { expect, test } from 'vitest';
import { find, findIn, notebook, said, script } from '../workshop.ts';

test.each([
  ['at the top of sagemaker', 'import sagemaker\nx = sagemaker.s3_input(s3_data=uri)'],
  ['under another name', 'import sagemaker as sm\np = sm.RealTimePredictor(endpoint=e)'],
  ['imported', 'from sagemaker import s3_input'],
  ['Model(image=)', 'from sagemaker.model import Model\nm = Model(model_data=d, image=i)'],
  ['a framework’s model', 'from sagemaker.mxnet.model import MXNetModel\nMXNetModel(image=i)'],
])('%s', async (_, cell) => {
  expect(await findIn('S1', cell)).toEqual(['0 error']);
});

test('image_name of an estimator and image of a model', async () => {
  const cells = [
    'from sagemaker.sklearn.estimator import SKLearn\nsk = SKLearn(entry_point="a.py")',
    'model = sk.create_model()',
    'c = [sk.image_name, model.image]',
  ];
  expect(await said('S1', notebook(cells))).toEqual([
    '.image_name is in no version 2 of the SageMaker SDK.',
    '.image is in no version 2 of the SageMaker SDK.',
  ]);
});

test.each([
  ['session.s3_input, which version 2 kept', 'import sagemaker\nsagemaker.session.s3_input(uri)'],
  ['in a comment', 'import sagemaker\n# sagemaker.s3_input(s3_data=uri)'],
  ['in a text', 'import sagemaker\nprint("sagemaker.s3_input")'],
  ['image of something else', 'from PIL import Image\nx = Image.open(f)\nx.image\nfoo.image_name'],
  ['image_uri', 'from sagemaker.model import Model\nModel(image_uri=i, model_data=d)'],
  ['a name of one’s own', 'class my:\n    s3_input = 1\nmy.s3_input'],
])('not %s', async (_, cell) => {
  expect(await findIn('S1', cell)).toEqual([]);
});

test('in a helper module, but not in a script that runs in a container', async () => {
  const text = 'import sagemaker\n\ndef f():\n    return sagemaker.s3_input(1)\n';
  const uses = notebook(['import helper\nhelper.f()']);
  expect(await find('S1', uses, script('helper.py', text))).toEqual(['L4 error']);
  expect(await find('S1', notebook(['x = 1']), script('helper.py', text))).toEqual([]);
});
