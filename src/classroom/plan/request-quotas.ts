import { RequestServiceQuotaIncreaseCommand } from '@aws-sdk/client-service-quotas';
import type { Aws } from '../../aws/clients.ts';
import type { QuotaRow } from './quota-table.ts';

/** What became of a request for a quota. */
export interface QuotaRequest {
  readonly code: string;
  readonly name: string;
  readonly value: number;
  /** Service Quotas' status (`PENDING`, `CASE_OPENED`), or why it was not taken. */
  readonly status: string;
  readonly isFiled: boolean;
}

/** Files a request with Service Quotas for every row that is short. */
export async function requestQuotas(
  aws: Aws,
  region: string,
  rows: readonly QuotaRow[],
): Promise<readonly QuotaRequest[]> {
  const requests: QuotaRequest[] = [];
  for (const { service, code, name, ask } of rows) {
    if (ask === undefined || code === undefined) continue;
    const { value } = ask;
    const client = await aws.client('quotas', service === 'sagemaker' ? region : 'us-east-1');
    try {
      const { RequestedQuota } = await client.send(
        new RequestServiceQuotaIncreaseCommand({
          ServiceCode: service,
          QuotaCode: code,
          DesiredValue: value,
        }),
      );
      requests.push({ code, name, value, status: RequestedQuota?.Status ?? '', isFiled: true });
    } catch (error) {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      requests.push({ code, name, value, status: said, isFiled: false });
    }
  }
  return requests;
}
