import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { region } from '../../../src/preflight/checks/region.ts';
import { catalog, only, patient, read, readKorean, run } from '../patient.ts';

beforeEach(() => {
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) {
    vi.stubEnv(name, undefined);
  }
});

afterEach(() => void vi.unstubAllEnvs());

const works = '--region us-east-1 | us-east-2 | us-west-2 | eu-west-1';

test('a region of the labs, with how many run there', async () => {
  const all = catalog.length;
  const seoul = catalog.filter((lab) => lab.regions.includes('ap-northeast-2')).length;
  expect(seoul).toBeGreaterThan(0);
  expect(read(await only(region, patient({ region: 'us-east-1' })))).toEqual([
    'ok',
    `${all} of ${all} labs run in us-east-1.`,
  ]);
  expect(read(await only(region, patient({ env: { AWS_REGION: 'ap-northeast-2' } })))).toEqual([
    'ok',
    `${seoul} of ${all} labs run in ap-northeast-2.`,
  ]);
});

test('one that was typed and has no lab is a problem', async () => {
  const finding = await only(region, patient({ region: 'eu-north-1' }));
  expect(read(finding)).toEqual([
    'problem',
    'No lab runs in eu-north-1.',
    expect.stringContaining(works),
  ]);
  expect(readKorean(finding)).toEqual([
    'eu-north-1 리전에서 할 수 있는 실습이 없습니다.',
    expect.stringContaining(works),
  ]);
});

test('one that the environment says and has no lab is replaced, which is said', async () => {
  const finding = await only(region, patient({ env: { AWS_DEFAULT_REGION: 'eu-north-1' } }));
  expect(read(finding)).toEqual([
    'warning',
    'Your environment says eu-north-1, where no lab runs; a start will propose another region.',
    'To choose it yourself: --region us-east-1, or aws configure set region us-east-1',
  ]);
  expect(readKorean(finding)).toEqual([
    '환경 변수의 리전 eu-north-1 에서 할 수 있는 실습이 없어, 시작할 때 다른 리전을 제안합니다.',
    '직접 정하려면: --region us-east-1 또는 aws configure set region us-east-1',
  ]);
});

test('none that is set', async () => {
  const finding = await only(region, patient());
  expect(read(finding)).toEqual([
    'warning',
    'No region is set; a start will propose us-east-1.',
    'To choose it yourself: --region us-east-1, or aws configure set region us-east-1',
  ]);
  expect(readKorean(finding)).toEqual([
    '설정된 리전이 없어, 시작할 때 us-east-1 리전을 제안합니다.',
    '직접 정하려면: --region us-east-1 또는 aws configure set region us-east-1',
  ]);
});

test('the local AWS has its own', async () => {
  expect(await run(region, patient({ local: true }))).toEqual([]);
});
