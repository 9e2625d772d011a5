import { expect, test } from 'vitest';
import { find, notebook } from '../workshop.ts';

const kernel = 'conda_mxnet_p36';

test('a kernel that is gone and that nothing needs may be renamed', async () => {
  expect(await find('K2', notebook(['import boto3'], { kernel }))).toEqual(['- info']);
});

test('not where the framework is imported, be it in the last cell', async () => {
  const cells = ['import boto3', 'if True:\n    from mxnet.gluon import nn'];
  expect(await find('K2', notebook(cells, { kernel }))).toEqual([]);
});

test('not for another framework than the kernel brought', async () => {
  expect(await find('K2', notebook(['import torch'], { kernel }))).toEqual(['- info']);
});

test('not for another language, nor for a kernel that is there', async () => {
  expect(await find('K2', notebook(['x <- 1'], { kernel: 'ir_old', language: 'R' }))).toEqual([]);
  expect(await find('K2', notebook(['import boto3']))).toEqual([]);
});
