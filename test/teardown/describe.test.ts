import { expect, test } from 'vitest';
import { render } from '../../src/messages/message.ts';
import { describePlan } from '../../src/teardown/describe.ts';
import { describeReceipts } from '../../src/teardown/receipt.ts';
import type { FakeAws } from './fake-aws.ts';
import { createFakeAws } from './fake-aws.ts';
import { home, make, makeEndpoint, makeMess, makeSandbox, own } from './fake-sandbox.ts';
import { awsError } from './fake-answers.ts';
import { plan, run, tearDown } from './tear-down.ts';

function mess(): FakeAws {
  const fake = createFakeAws({ pageSize: 100 });
  makeMess(fake.state, 'labs-kim');
  return fake;
}

/** Dates are written in the reader's zone. */
const withoutDates = (line: string): string =>
  line
    .replace(/(at|again) .*?: nothing/, '$1 <date>: nothing')
    .replace(/^ {2}\d{4}\. .*에/, '  <date> 에');

async function planLines(fake: FakeAws, lang: 'en' | 'ko'): Promise<string> {
  return describePlan(await plan(fake, 'labs-kim'))
    .map((line) => render(line, lang))
    .join('\n');
}

async function receiptLines(fake: FakeAws, lang: 'en' | 'ko'): Promise<string> {
  return describeReceipts([await tearDown(fake)])
    .map((line) => withoutDates(render(line, lang)))
    .join('\n');
}

test('a plan names what goes, what stays as a record, and what it costs now', async () => {
  expect(await planLines(mess(), 'en')).toMatchInlineSnapshot(`
    "Sandbox labs-kim in us-east-1, account 111122223333
      stops and deletes    1 tuning job: labs-kim-tuning
      stops, record stays  1 transform job: labs-kim-transform ($0.23/h)
      stops and deletes    1 notebook instance: labs-kim-Notebook-x1 ($0.05/h)
      stops and deletes    2 training jobs: labs-kim-running, labs-kim-warm ($0.46/h)
      stops and deletes    1 processing job: labs-kim-processing ($0.23/h)
      deletes              2 endpoints: labs-kim-tagged, labs-kim-untagged ($0.46/h)
      deletes              2 endpoint configurations: labs-kim-tagged, labs-kim-untagged
      deletes              2 models: labs-kim-tagged, labs-kim-untagged
      empties and deletes  1 bucket: labs-kim-bucket-x1 (everything in it is lost)
      deletes              1 stack: labs-kim
      deletes              the logs that these have written
    Now it bills $1.43 an hour."
  `);
  expect(await planLines(mess(), 'ko')).toMatchInlineSnapshot(`
    "샌드박스 labs-kim (리전 us-east-1, 계정 111122223333)
      중지 후 삭제         튜닝 작업 1개: labs-kim-tuning
      중지, 기록은 남음    배치 변환 작업 1개: labs-kim-transform (시간당 $0.23)
      중지 후 삭제         노트북 인스턴스 1개: labs-kim-Notebook-x1 (시간당 $0.05)
      중지 후 삭제         학습 작업 2개: labs-kim-running, labs-kim-warm (시간당 $0.46)
      중지 후 삭제         처리 작업 1개: labs-kim-processing (시간당 $0.23)
      삭제                 엔드포인트 2개: labs-kim-tagged, labs-kim-untagged (시간당 $0.46)
      삭제                 엔드포인트 구성 2개: labs-kim-tagged, labs-kim-untagged
      삭제                 모델 2개: labs-kim-tagged, labs-kim-untagged
      비운 뒤 삭제         버킷 1개: labs-kim-bucket-x1 (안의 내용은 모두 사라집니다)
      삭제                 스택 1개: labs-kim
      삭제                 위 항목들이 남긴 로그
    지금 시간당 $1.43 의 요금이 나가고 있습니다."
  `);
});

test('a plan names what is kept and what is unknown', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  make(fake.state, 'Endpoint', 'orphan', { madeFrom: 'gone' });
  fake.faults.push({
    operation: 'ListTrainingJobs',
    error: awsError(
      'AccessDeniedException',
      'User is not authorized to perform: sagemaker:ListTrainingJobs',
    ),
  });
  expect(await planLines(fake, 'en')).toMatchInlineSnapshot(`
    "Sandbox labs-kim in us-east-1, account 111122223333
      stops and deletes    1 notebook instance: labs-kim-Notebook-x1 ($0.05/h)
      empties and deletes  1 bucket: labs-kim-bucket-x1 (everything in it is lost)
      deletes              1 stack: labs-kim
      deletes              the logs that these have written
      keeps                endpoint orphan (price not known): it could be this sandbox's, but nothing proves it
      unknown              training jobs could not be read: AccessDeniedException: User is not authorized to perform: sagemaker:ListTrainingJobs
    Now it bills by the hour; not every price is known here."
  `);
  expect(await planLines(fake, 'ko')).toMatchInlineSnapshot(`
    "샌드박스 labs-kim (리전 us-east-1, 계정 111122223333)
      중지 후 삭제         노트북 인스턴스 1개: labs-kim-Notebook-x1 (시간당 $0.05)
      비운 뒤 삭제         버킷 1개: labs-kim-bucket-x1 (안의 내용은 모두 사라집니다)
      삭제                 스택 1개: labs-kim
      삭제                 위 항목들이 남긴 로그
      유지                 엔드포인트 orphan (요금 알 수 없음): 이 샌드박스의 것일 수 있지만 증거가 없습니다
      알 수 없음           학습 작업 목록: 읽을 수 없습니다 (AccessDeniedException: User is not authorized to perform: sagemaker:ListTrainingJobs)
    지금 시간당 요금이 나가고 있습니다. 일부 요금은 알 수 없습니다."
  `);
});

test('a clean receipt ends with the second look', async () => {
  expect(await receiptLines(mess(), 'en')).toMatchInlineSnapshot(`
    "Receipt for labs-kim in us-east-1, account 111122223333
      deleted  1 tuning job: labs-kim-tuning
      deleted  1 notebook instance: labs-kim-Notebook-x1
      deleted  4 log streams
      deleted  2 training jobs: labs-kim-running, labs-kim-warm
      deleted  1 processing job: labs-kim-processing
      deleted  1 log group
      deleted  2 endpoints: labs-kim-tagged, labs-kim-untagged
      deleted  2 endpoint configurations: labs-kim-tagged, labs-kim-untagged
      deleted  2 models: labs-kim-tagged, labs-kim-untagged
      deleted  1 bucket: labs-kim-bucket-x1
      deleted  1 stack: labs-kim
      records  1 transform job: labs-kim-transform (ended, free of charge; AWS cannot delete it)
      Looked again <date>: nothing is left, $0.00 an hour."
  `);
  expect(await receiptLines(mess(), 'ko')).toMatchInlineSnapshot(`
    "labs-kim 정리 결과 (리전 us-east-1, 계정 111122223333)
      삭제됨   튜닝 작업 1개: labs-kim-tuning
      삭제됨   노트북 인스턴스 1개: labs-kim-Notebook-x1
      삭제됨   로그 스트림 4개
      삭제됨   학습 작업 2개: labs-kim-running, labs-kim-warm
      삭제됨   처리 작업 1개: labs-kim-processing
      삭제됨   로그 그룹 1개
      삭제됨   엔드포인트 2개: labs-kim-tagged, labs-kim-untagged
      삭제됨   엔드포인트 구성 2개: labs-kim-tagged, labs-kim-untagged
      삭제됨   모델 2개: labs-kim-tagged, labs-kim-untagged
      삭제됨   버킷 1개: labs-kim-bucket-x1
      삭제됨   스택 1개: labs-kim
      기록     배치 변환 작업 1개: labs-kim-transform (종료됨. 요금이 없고 AWS에서 지울 수 없습니다)
      <date> 에 다시 확인: 남은 것 없음, 시간당 $0.00."
  `);
});

function stuck(): FakeAws {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  makeEndpoint(fake.state, 'demo', own('labs-kim'));
  make(fake.state, 'TrainingJob', 'train', own('labs-kim'));
  make(fake.state, 'Endpoint', 'orphan', { madeFrom: 'gone' });
  fake.state.find('Endpoint', home, 'demo')!.status = 'Creating';
  fake.faults.push({
    operation: 'DeleteTrainingJob',
    error: awsError(
      'AccessDeniedException',
      'User is not authorized to perform: sagemaker:DeleteTrainingJob',
    ),
  });
  return fake;
}

test('a receipt that is not clean says what is left, why, what it costs and what to do', async () => {
  expect(await receiptLines(stuck(), 'en')).toMatchInlineSnapshot(`
    "Receipt for labs-kim in us-east-1, account 111122223333
      keeps    endpoint orphan (price not known): it could be this sandbox's, but nothing proves it
      left     notebook instance labs-kim-Notebook-x1: has to wait for stack labs-kim
      left     training job train: not allowed to do sagemaker:DeleteTrainingJob
      left     endpoint demo ($0.23/h): stuck in Creating
      left     endpoint configuration demo: has to wait for endpoint demo
      left     model demo: has to wait for endpoint configuration demo
      left     bucket labs-kim-bucket-x1: has to wait for endpoint demo
      left     stack labs-kim: has to wait for bucket labs-kim-bucket-x1
      7 left, 1 kept, 0 unknown; still bills by the hour, how much is not known.
    AWS takes no delete for an endpoint while it is Creating, which can last hours; role and stack wait for it. Run \`labs down labs-kim\` again later.
    Allow sagemaker:DeleteTrainingJob, then run \`labs down labs-kim\` again.
    Look at what was kept and remove it yourself if it is yours, in the SageMaker console or with the AWS CLI."
  `);
  expect(await receiptLines(stuck(), 'ko')).toMatchInlineSnapshot(`
    "labs-kim 정리 결과 (리전 us-east-1, 계정 111122223333)
      유지     엔드포인트 orphan (요금 알 수 없음): 이 샌드박스의 것일 수 있지만 증거가 없습니다
      남음     노트북 인스턴스 labs-kim-Notebook-x1: 먼저 정리되어야 하는 것: 스택 labs-kim
      남음     학습 작업 train: sagemaker:DeleteTrainingJob 권한이 없습니다
      남음     엔드포인트 demo (시간당 $0.23): Creating 상태에서 멈춰 있습니다
      남음     엔드포인트 구성 demo: 먼저 정리되어야 하는 것: 엔드포인트 demo
      남음     모델 demo: 먼저 정리되어야 하는 것: 엔드포인트 구성 demo
      남음     버킷 labs-kim-bucket-x1: 먼저 정리되어야 하는 것: 엔드포인트 demo
      남음     스택 labs-kim: 먼저 정리되어야 하는 것: 버킷 labs-kim-bucket-x1
      남음 7, 유지 1, 알 수 없음 0. 시간당 요금을 알 수 없습니다.
    AWS는 Creating 상태의 엔드포인트를 지우지 않습니다. 몇 시간 걸릴 수 있고, 역할과 스택은 그때까지 남습니다. 나중에 \`labs down labs-kim\` 을 다시 실행하세요.
    sagemaker:DeleteTrainingJob 권한을 허용한 뒤 \`labs down labs-kim\` 을 다시 실행하세요.
    유지된 것을 확인하고 본인의 것이면 SageMaker 콘솔이나 AWS CLI로 직접 삭제하세요."
  `);
});

test('a stuck notebook comes with its own advice', async () => {
  const fake = createFakeAws();
  makeSandbox(fake.state, 'labs-kim');
  fake.state.things[0]!.status = 'Stopping';
  const lines = await receiptLines(fake, 'en');
  expect(lines).toContain('stuck in Stopping');
  expect(lines.split('\n').at(-1)).toContain('AWS Support');
});

test('an interrupted receipt says so, and how to go on', async () => {
  const fake = mess();
  const planned = await plan(fake, 'labs-kim');
  const [receipt] = await run(fake, planned, AbortSignal.abort());
  const lines = describeReceipts([receipt!]).map((line) => render(line, 'en'));
  expect(lines).toContain('  There was no second look, so this is what was known last.');
  expect(lines.at(-1)).toBe('To go on where this stopped: `labs down labs-kim`');
  expect(fake.calls.filter(({ writes }) => writes)).toEqual([]);
});

test('more names than fit are counted', async () => {
  const fake = createFakeAws({ pageSize: 100 });
  makeSandbox(fake.state, 'labs-kim');
  for (let nth = 1; nth <= 8; nth += 1) make(fake.state, 'Model', `model-${nth}`, own('labs-kim'));
  expect(await planLines(fake, 'en')).toContain(
    '8 models: model-1, model-2, model-3, model-4, model-5, model-6 and 2 more',
  );
  expect(await planLines(fake, 'ko')).toContain(
    '모델 8개: model-1, model-2, model-3, model-4, model-5, model-6 외 2개',
  );
});

test('no line has a hole in it, in any language', async () => {
  for (const world of [mess, stuck]) {
    for (const lang of ['en', 'ko'] as const) {
      const lines = `${await planLines(world(), lang)}\n${await receiptLines(world(), lang)}`;
      expect(lines).not.toMatch(/undefined|NaN|\[object|null/);
    }
  }
});
