import { ListNotebookInstancesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  GetServiceQuotaCommand,
  ListServiceQuotasCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { beforeEach, describe, expect, test } from 'vitest';
import { quotas } from '../../../src/preflight/checks/quotas.ts';
import { needsOf } from '../../../src/preflight/needs.ts';
import { quotaName, totalNotebooks } from '../../../src/preflight/quotas.ts';
import { catalog, only, patient, read, readKorean, run } from '../patient.ts';
import { mockClient } from '../../mock-client.ts';

const service = mockClient(ServiceQuotasClient);
const sageMaker = mockClient(SageMakerClient);

/** Every quota of the labs and the total, at a value, but for what is given; in two pages. */
function applied(value: number, differently: Readonly<Record<string, number | undefined>> = {}) {
  const names = [
    totalNotebooks.name,
    ...needsOf(catalog, 'us-east-1').map(({ use, type }) => quotaName(use, type)),
  ];
  const listed = names
    .map((QuotaName, at) => ({
      QuotaName,
      QuotaCode: QuotaName === totalNotebooks.name ? totalNotebooks.code : `L-${at}`,
      Value: QuotaName in differently ? differently[QuotaName] : value,
    }))
    .filter(({ Value }) => Value !== undefined);
  service
    .on(ListServiceQuotasCommand)
    .resolves({ Quotas: listed.slice(5) })
    .on(ListServiceQuotasCommand, { NextToken: undefined })
    .resolves({ Quotas: listed.slice(0, 5), NextToken: 'more' });
  return (name: string) => `L-${names.indexOf(name)}`;
}

function notebooks(count: number, type: 'ml.t3.medium' | 'ml.t3.large') {
  sageMaker.on(ListNotebookInstancesCommand).resolves({
    NotebookInstances: Array.from({ length: count }, (_, at) => ({
      NotebookInstanceName: `n${at}`,
      NotebookInstanceArn: `arn:aws:sagemaker:us-east-1:111122223333:notebook-instance/n${at}`,
      NotebookInstanceStatus: 'InService' as const,
      InstanceType: type,
    })),
  });
}

beforeEach(() => {
  service.reset();
  sageMaker.reset();
  notebooks(0, 'ml.t3.medium');
});

describe('the quotas of the labs', () => {
  test('are high enough', async () => {
    applied(20);
    expect(read(await only(quotas, patient()))).toEqual([
      'ok',
      expect.stringMatching(/^The \d+ quotas of the labs in us-east-1 are high enough.$/),
    ]);
  });

  test('a notebook more than the account may have is a problem', async () => {
    applied(20, { [totalNotebooks.name]: 8 });
    notebooks(8, 'ml.t3.medium');
    const finding = await only(quotas, patient());
    expect(read(finding)).toEqual([
      'problem',
      'The quota "Total number of notebook instances" (L-04CE2E67) in us-east-1 is 8, and 8 are in use.',
      expect.stringContaining('--quota-code L-04CE2E67 --desired-value 9 --region us-east-1'),
    ]);
    expect(readKorean(finding)[0]).toBe(
      'us-east-1 의 할당량 "Total number of notebook instances" (L-04CE2E67) 은 8 이고 8 개를 쓰고 있습니다.',
    );
  });

  test('a use of 0 warns with the labs that need it and the command that asks for more', async () => {
    const codeOf = applied(20, { 'ml.m5.xlarge for processing job usage': 0 });
    const finding = await only(quotas, patient());
    const code = codeOf('ml.m5.xlarge for processing job usage');
    const command = `aws service-quotas request-service-quota-increase --service-code sagemaker --quota-code ${code} --desired-value 2 --region us-east-1`;
    expect(read(finding)).toEqual([
      'warning',
      'The quota "ml.m5.xlarge for processing job usage" in us-east-1 is 0; sm-tf2 needs 2.',
      `Ask for more (a day or more): ${command}`,
    ]);
    expect(readKorean(finding)).toEqual([
      'us-east-1 의 할당량 "ml.m5.xlarge for processing job usage" 값은 0 입니다. sm-tf2 실습에는 2 이상이 필요합니다.',
      `늘려 달라고 요청하세요 (하루 이상 걸림): ${command}`,
    ]);
  });

  test('one notebook type that is full is a warning, all of them are a problem', async () => {
    const notebookTypes = needsOf(catalog, 'us-east-1').filter(({ use }) => use === 'notebook');
    expect(notebookTypes.length).toBeGreaterThan(1);
    const [large] = notebookTypes.filter(({ type }) => type === 'ml.t3.large');
    applied(20, { [quotaName('notebook', large?.type ?? '')]: 0 });
    expect(read(await only(quotas, patient()))[0]).toBe('warning');

    service.reset();
    applied(
      20,
      Object.fromEntries(notebookTypes.map(({ type }) => [quotaName('notebook', type), 0])),
    );
    const states = (await run(quotas, patient())).map(({ is }) => is);
    expect(states).toEqual(notebookTypes.map(() => 'problem'));
  });

  test('running notebooks of a type count against it', async () => {
    applied(20, { 'ml.t3.medium for notebook instance usage': 6 });
    notebooks(6, 'ml.t3.medium');
    expect(read(await only(quotas, patient()))[1]).toMatch(
      /^The quota "ml.t3.medium for notebook instance usage" in us-east-1 is 6, 6 in use; /,
    );
  });

  test('what is not in the list is asked for by its code, else not known', async () => {
    applied(20, {
      'ml.m4.xlarge for training job usage': undefined,
      'ml.m4.xlarge for transform job usage': undefined,
    });
    service.on(GetServiceQuotaCommand, { QuotaCode: 'L-A373146E' }).resolves({
      Quota: { Value: 20 },
    });
    const finding = await only(quotas, patient());
    expect(read(finding)).toEqual([
      'unknown',
      '1 quota in us-east-1 could not be read: ml.m4.xlarge for transform job usage',
      'See them in Service Quotas, Amazon SageMaker, in us-east-1; a start says when one is full.',
    ]);
    expect(readKorean(finding)).toEqual([
      'us-east-1 의 할당량 1개를 읽을 수 없습니다: ml.m4.xlarge for transform job usage',
      'us-east-1 의 Service Quotas > Amazon SageMaker에서 확인하세요. 가득 차면 시작할 때 알려 드립니다.',
    ]);
  });

  test('that may not be read are unknown, never fine', async () => {
    service.rejects(new Error('denied'));
    const [unread, ...more] = await run(quotas, patient());
    expect(more).toEqual([]);
    expect(unread && read(unread)[0]).toBe('unknown');
  });
});
