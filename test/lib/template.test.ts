import { expect, test } from 'vitest';
import { largestTemplate, synthesizeTemplate } from '../../lib/template.ts';
import { loadCatalog } from '../../src/catalog/load.ts';

test('the template of every lab together fits into one CreateStack', async () => {
  const body = synthesizeTemplate(await loadCatalog());
  expect(Buffer.byteLength(body)).toBeLessThan(largestTemplate);
});
