import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createAwsCalls, type AwsCallsOptions } from '../../../src/local/gateway/aws-calls.ts';
import { type Call, openCallLog } from '../../../src/local/gateway/call-log.ts';
import { createFaults, type Faults } from '../../../src/local/gateway/faults.ts';
import { openGateway } from '../../../src/local/gateway/gateway.ts';
import { answer, readAll } from '../../../src/local/gateway/http.ts';
import { createPrincipals } from '../../../src/local/gateway/principals.ts';
import { tempFolder } from '../temp.ts';

export const rootKey = 'AKIAROOT';

/** What reached the server behind the gateway. */
interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface TestGateway {
  readonly endpoint: string;
  readonly received: readonly Received[];
  readonly faults: Faults;
  calls(): Promise<Call[]>;
}

type Answering = (request: Received, response: ServerResponse) => void;

/** A gateway before a server that stands for the cloud. */
export async function gatewayBefore(
  answering: Answering = (_, response) => response.end('ok'),
  options: Partial<AwsCallsOptions> = {},
): Promise<TestGateway> {
  const received: Received[] = [];
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body: await readAll(request) };
    received.push(one);
    answering(one, response);
  }
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const calls = openCallLog(join(await tempFolder(), 'calls.ndjson'));
  const faults = createFaults();
  const awsCalls = createAwsCalls({
    serverPort: (server.address() as AddressInfo).port,
    principals: createPrincipals({
      accessKeyId: rootKey,
      arn: 'arn:aws:iam::123456789012:user/me',
    }),
    calls,
    faults,
    rateLimit: () => true,
    intercepts: {},
    ...options,
  });
  const defects: string[] = [];
  const gateway = await openGateway(
    awsCalls,
    async (_, response) => answer(response, { status: 200, headers: {}, body: 'own' }),
    (line) => void defects.push(line),
  );
  onTestFinished(async () => {
    await gateway.close();
    expect(defects).toEqual([]);
    calls.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    endpoint: gateway.endpoint,
    received,
    faults,
    calls: async () =>
      (await calls.text())
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Call),
  };
}

/** The header of a signed request. */
export function signedBy(accessKeyId: string, service: string, region = 'us-east-1') {
  const scope = `${accessKeyId}/20261123/${region}/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
  };
}
