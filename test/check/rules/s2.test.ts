import { expect, test } from 'vitest';
import { findIn, notebook, said } from '../workshop.ts';

test('imported, under another name, or read', async () => {
  expect(await findIn('S2', 'from sagemaker.predictor import csv_serializer')).toEqual(['0 error']);
  const cell = 'from sagemaker.predictor import json_serializer as s, json_deserializer\nx = 1';
  expect(await said('S2', notebook([cell]))).toEqual([
    'sagemaker.predictor has no json_serializer, json_deserializer since SDK 2.154.0.',
  ]);
  expect(
    await findIn('S2', 'import sagemaker\nf(d=sagemaker.predictor.json_deserializer)'),
  ).toEqual(['0 error']);
});

test.each([
  'from sagemaker.serializers import CSVSerializer',
  'from sagemaker.predictor import Predictor, RealTimePredictor',
  '# from sagemaker.predictor import csv_serializer',
  'from mine import csv_serializer',
])('not %s', async (cell) => {
  expect(await findIn('S2', cell)).toEqual([]);
});
