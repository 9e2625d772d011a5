import { expect, test } from 'vitest';
import { find, notebook, said } from '../workshop.ts';

test('a kernel that is gone stops a notebook that needs its framework', async () => {
  const kernel = 'conda_tensorflow_p36';
  expect(await find('K1', notebook(['import tensorflow as tf'], { kernel }))).toEqual(['- error']);
  expect(await find('K1', notebook(['import keras.layers'], { kernel }))).toEqual(['- error']);
});

test('one that nothing needs is only a wrong name', async () => {
  const kernel = 'conda_pytorch_p36';
  expect(await find('K1', notebook(['import pandas'], { kernel }))).toEqual(['- warning']);
  expect(await find('K1', notebook(['# import torch'], { kernel }))).toEqual(['- warning']);
});

test('a kernel of Studio is named by its image', async () => {
  const kernel =
    'python3__SAGEMAKER_INTERNAL__arn:aws:sagemaker:us-west-2:236514542706:image/mxnet-1.9-cpu';
  const [text] = await said('K1', notebook(['import mxnet as mx'], { kernel }));
  expect(text).toContain('"mxnet-1.9-cpu"');
  expect(text).toContain('imports mxnet');
});

test('a generic kernel only makes Jupyter ask', async () => {
  expect(await find('K1', notebook([''], { kernel: 'python3' }))).toEqual(['- info']);
});

test.each(['conda_python3', 'conda_pytorch', 'R'])('%s is there', async (kernel) => {
  expect(await find('K1', notebook(['import torch'], { kernel }))).toEqual([]);
});

test('no kernel at all is nothing to find', async () => {
  expect(await find('K1', notebook([''], { kernel: null }))).toEqual([]);
});
