import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that reached AWS: S3's as `PUT <key>` with its status, SageMaker's by its operation. */
export interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An endpoint or job in SageMaker, by ARN. */
interface Thing {
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds since it was made; a day where absent. */
  readonly age?: number;
}

type Failure = readonly [code: string, message: string];

const unknownArn: Failure = ['ValidationException', 'Resource does not exist.'];

/** As much of S3 and SageMaker as the agent asks for, with a record of what it asked. */
export interface FakeAws {
  readonly endpoint: string;
  /** Objects of the one bucket, by key. */
  readonly objects: Map<string, Buffer>;
  readonly calls: Call[];
  readonly things: Thing[];
  /** Operations that fail. */
  readonly failures: Map<string, Failure>;
  /** Operations so far, without those of S3. */
  operations(): readonly string[];
  close(): Promise<void>;
}

export async function fakeAws(): Promise<FakeAws> {
  const objects = new Map<string, Buffer>();
  const calls: Call[] = [];
  const things: Thing[] = [];
  const failures = new Map<string, Failure>();
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string') sageMaker(target.split('.')[1]!, body, response);
    else s3(request, body, response);
  }

  function s3(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const key = decodeURIComponent(request.url!.split('?')[0]!).split('/').slice(2).join('/');
    response.once('finish', () => {
      const input = { status: response.statusCode };
      calls.push({ operation: `${request.method} ${key}`, input });
    });
    const failure = failures.get(`${request.method} ${key}`);
    if (failure) {
      response.writeHead(403).end(`<Error><Code>${failure[0]}</Code></Error>`);
      return;
    }
    if (request.method === 'PUT') {
      objects.set(key, fromChunks(request, body));
      response.writeHead(200).end();
      return;
    }
    const object = objects.get(key);
    const etag = `"${createHash('md5')
      .update(object ?? '')
      .digest('hex')}"`;
    if (object === undefined) response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    else if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag }).end(object);
  }

  function sageMaker(operation: string, body: Buffer, response: ServerResponse): void {
    const input = JSON.parse(body.toString()) as Record<string, string>;
    calls.push({ operation, input });
    const answered = failures.has(operation) ? undefined : answer(operation, input);
    if (answered === undefined) {
      const failure = failures.get(operation) ?? unknownArn;
      response
        .writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify({ __type: failure[0], message: failure[1] }));
      return;
    }
    response.end(JSON.stringify(answered));
  }

  /** Nothing where ListTags does not know the ARN. */
  function answer(operation: string, input: Record<string, string>): object | undefined {
    const kind = operation.replace(/^(List|Delete|Stop)|s$/g, '').replace(/s$/, '');
    if (operation === 'ListTags') {
      const found = things.find((thing) => arnOf(thing) === input['ResourceArn']);
      if (found === undefined) return undefined;
      const tags = Object.entries(found.tags);
      return { Tags: tags.map(([Key, Value]) => ({ Key, Value })) };
    }
    if (operation.startsWith('List')) {
      const listed = things
        .filter((thing) => thing.kind === kind)
        .filter(({ status }) => (input['StatusEquals'] ?? status) === status)
        .map((thing) => ({
          [`${kind}Name`]: thing.name,
          // This list alone gives ARNs in lower case (boto3 issue 4606).
          [`${kind}Arn`]:
            kind === 'HyperParameterTuningJob' ? arnOf(thing).toLowerCase() : arnOf(thing),
          [`${kind}Status`]: thing.status,
          CreationTime: Date.now() / 1000 - (thing.age ?? 86_400),
        }));
      return { [kind === 'Endpoint' ? 'Endpoints' : `${kind}Summaries`]: listed };
    }
    const at = things.findIndex((thing) => thing.name === input[`${kind}Name`]);
    if (operation !== 'StopNotebookInstance' && at >= 0) things.splice(at, 1);
    return {};
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    calls,
    things,
    failures,
    operations: () => calls.map((call) => call.operation).filter((name) => !name.includes(' ')),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function arnOf({ kind, name }: Thing): string {
  return `arn:aws:sagemaker:us-east-1:111122223333:${kind.toLowerCase()}/${name}`;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A body that the SDK sent as `aws-chunked`: one chunk with its length, then trailers. */
function fromChunks(request: IncomingMessage, body: Buffer): Buffer {
  if (!request.headers['content-encoding']?.includes('aws-chunked')) return body;
  const start = body.indexOf('\r\n') + 2;
  return body.subarray(start, start + parseInt(body.toString('latin1', 0, start), 16));
}
