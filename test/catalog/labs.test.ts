import { expect, test } from 'vitest';
import { hasOwnKernel } from '../../src/catalog/catalog.ts';
import { loadCatalog, loadStudy } from '../../src/catalog/load.ts';
import { itemsOf } from '../../src/catalog/study.ts';
import { tablePrice } from '../../src/cost/prices.ts';

const catalog = await loadCatalog();
const { list } = await loadStudy();
const items = itemsOf(list);
const workshops = catalog.filter((lab) => lab.items.length > 0);

test('the workshops of the study list are there, in its order', () => {
  const listed = [...new Set(items.flatMap(({ lab }) => lab ?? []))];
  expect(listed.length).toBeGreaterThanOrEqual(13);
  expect(workshops.map(({ id }) => id)).toEqual(listed);
});

test.each(catalog)('$id is the lab of exactly the items that name it', (lab) => {
  expect(items.filter((item) => item.lab === lab.id).map(({ id }) => id)).toEqual(lab.items);
});

test.each(workshops)('$id stands in the section of its first item', (lab) => {
  expect(items.find(({ id }) => id === lab.items[0])?.section.id).toBe(lab.section);
});

test.each(catalog)('$id says where it stops in a text that a plan can hold', ({ state }) => {
  if (state.is === 'ready') return;
  const text = state.is === 'partly' ? state.stops : state.note;
  expect(text.ko.length).toBeLessThan(200);
  expect(text.en.length).toBeLessThan(240);
});

test.each(catalog)('the price of everything that $id rents is known', (lab) => {
  const types = [
    lab.instance.type,
    ...Object.values(lab.uses).flatMap((used) => used.map(({ type }) => type)),
  ];
  for (const region of lab.regions) {
    for (const type of types) {
      expect(tablePrice(region, 'training', type), `${type} in ${region}`).toBeDefined();
    }
  }
});

test.each(catalog)('$id is allowed nothing extra that makes a thing no sweeper knows', (lab) => {
  const actions = lab.permissions.flatMap((permission) => permission.actions);
  expect(actions.filter((action) => /:(\*|Create|Put|Start|Run|Register)/.test(action))).toEqual(
    [],
  );
});

test('a sandbox with all of the workshops holds two environments, one of them for Korean text', () => {
  const kernels = workshops
    .filter(hasOwnKernel)
    .map(({ id, runtime: { python, packages } }) => ({ id, kernel: { python, packages } }));
  expect(kernels).toHaveLength(12);
  const forText = ['topic-modeling', 'blazingtext-korean'];
  const [text, ...texts] = kernels.filter(({ id }) => forText.includes(id));
  const [plain, ...others] = kernels.filter(({ id }) => !forText.includes(id));
  expect(texts.map(({ kernel }) => kernel)).toEqual(texts.map(() => text?.kernel));
  expect(others.map(({ kernel }) => kernel)).toEqual(others.map(() => plain?.kernel));
  expect(text?.kernel).toMatchObject({ ...plain?.kernel });
  expect(plain?.kernel.packages).toMatchObject({ sagemaker: '2.257.6', pandas: '2.3.3' });
});

test('one file of the large examples repository is fetched, never the whole', () => {
  const large = workshops.flatMap(({ repos }) =>
    repos.filter(({ url }) => url.endsWith('/amazon-sagemaker-examples')),
  );
  expect(large).toHaveLength(3);
  for (const { sparse } of large) expect(sparse).toEqual([expect.stringMatching(/^ .*\.ipynb$/)]);
});
