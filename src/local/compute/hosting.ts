import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { LogStream } from '../instance/log-stream.ts';
import type { ComputeContext } from './context.ts';
import { note } from './context.ts';
import type { Named } from './training.ts';
import { describeModel, type ServedModel } from './transform.ts';
import { startWorker, type Told, type Worker } from './worker.ts';

/** A request to a model, and its answer; bodies in base64. */
export interface ModelRequest {
  readonly body: string;
  readonly contentType: string;
  readonly accept: string;
}
export type ModelAnswer = Extract<Told, { event: 'answer' }>;

/** One variant of an endpoint; without `ask` it is of an image that is not computed here. */
export interface Variant {
  readonly name: string;
  readonly weight: number;
  readonly ask?: (request: ModelRequest) => Promise<ModelAnswer>;
}

interface Served extends Variant {
  readonly end: () => Promise<void>;
}

/** The models behind endpoints. */
export interface Hosting {
  /**
   * Loads what the endpoint's configuration asks for, in place of what it had.
   *
   * @returns undefined, or the FailureReason
   */
  load(endpoint: Named, signal: AbortSignal): Promise<string | undefined>;
  /** The variants of an endpoint that is loaded. */
  variants(endpoint: Named): readonly Variant[] | undefined;
  end(endpoint: Named): Promise<void>;
  endAll(): Promise<void>;
}

const endpoint = z.looseObject({ EndpointConfigName: z.string() });
const configuration = z.looseObject({
  ProductionVariants: z.array(
    z.looseObject({
      VariantName: z.string(),
      ModelName: z.string().optional(),
      InitialVariantWeight: z.number().optional().default(1),
    }),
  ),
});

export function createHosting(context: ComputeContext): Hosting {
  const loaded = new Map<string, readonly Served[]>();
  const keyOf = ({ region, name }: Named) => `${region}/${name}`;

  async function variantsOf({ region, name }: Named) {
    const found = await context.sageMaker(region, 'DescribeEndpoint', { EndpointName: name });
    const { EndpointConfigName } = endpoint.parse(found);
    const config = await context.sageMaker(region, 'DescribeEndpointConfig', {
      EndpointConfigName,
    });
    return configuration.parse(config).ProductionVariants;
  }

  async function end(which: Named): Promise<void> {
    const variants = loaded.get(keyOf(which)) ?? [];
    loaded.delete(keyOf(which));
    await Promise.all(variants.map((each) => each.end()));
  }

  return {
    async load(which, signal) {
      const served: Served[] = [];
      try {
        for (const { VariantName, ModelName, InitialVariantWeight } of await variantsOf(which)) {
          const variant = { name: VariantName, weight: InitialVariantWeight };
          const model = ModelName && (await describeModel(context, which.region, ModelName));
          served.push(
            model && model.image !== undefined
              ? await serve(context, which, variant, model, signal)
              : { ...variant, end: () => Promise.resolve() },
          );
        }
      } catch (error) {
        await Promise.all(served.map((each) => each.end()));
        if (error instanceof ModelFailure) return error.message;
        throw error;
      }
      await end(which);
      loaded.set(keyOf(which), served);
      return undefined;
    },
    variants: (which) => loaded.get(keyOf(which)),
    end,
    async endAll() {
      const all = [...loaded.values()].flat();
      loaded.clear();
      await Promise.all(all.map((each) => each.end()));
    },
  };
}

/** A model that cannot be served; its message is the FailureReason. */
class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
}

/** Starts the process of one variant, and waits until its model is loaded. */
async function serve(
  context: ComputeContext,
  { region, name }: Named,
  variant: Pick<Variant, 'name' | 'weight'>,
  { roleArn, image, data }: ServedModel,
  signal: AbortSignal,
): Promise<Served> {
  const stream = context.logStream(
    region,
    `/aws/sagemaker/Endpoints/${name}`,
    `${variant.name}/i-${randomBytes(8).toString('hex')}`,
  );
  try {
    if (data === undefined) throw new ModelFailure(noData(variant.name, ''));
    const asked = createAsked();
    const worker = await startWorker({
      ...(await context.environment((line) => stream.write(line), signal)),
      kind: 'serve',
      order: { image, model: data, note, region },
      role: await context.roleEnvironment(region, roleArn),
      folder: context.folder,
      tell: (told) => hear(told, stream, asked),
      // It outlives the state that it is loaded in.
      signal: new AbortController().signal,
    });
    const stop = () => worker.kill();
    signal.addEventListener('abort', stop);
    const outcome = await worker.outcome;
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
    if (outcome.event === 'failed') {
      stream.write(outcome.reason);
      throw new ModelFailure(reasonOf(outcome.reason, variant.name, data));
    }
    void worker.gone.then(() => asked.failAll());
    return {
      ...variant,
      ask: (request) => asked.ask(worker, request),
      async end() {
        worker.kill();
        await worker.gone;
        await stream.close();
      },
    };
  } catch (error) {
    await stream.close();
    throw error;
  }
}

function hear(told: Told, stream: LogStream, asked: Asked): void {
  if (told.event === 'log') stream.write(told.line);
  else if (told.event === 'answer') asked.answer(told);
}

function reasonOf(said: string, variant: string, data: string): string {
  if (said.startsWith('Could not access model data')) return noData(variant, data);
  return (
    `The primary container for production variant ${variant} did not pass the ping health check. ` +
    'Please check CloudWatch logs for this endpoint.'
  );
}

function noData(variant: string, data: string): string {
  return (
    `Failed to download model data for container "container_1" of production variant ${variant} ` +
    `from URL: "${data}". Please ensure that there is an object located at the URL and that the ` +
    'role passed to CreateModel has permissions to download the object.'
  );
}

type Asked = ReturnType<typeof createAsked>;

/** Requests that a process has not answered yet. */
function createAsked() {
  const waiting = new Map<number, (answer: ModelAnswer) => void>();
  let last = 0;
  let isGone = false;
  const gone = (id: number): ModelAnswer => ({
    event: 'answer',
    id,
    status: 500,
    contentType: 'text/plain',
    body: Buffer.from('the model server ended').toString('base64'),
  });

  return {
    ask(worker: Worker, request: ModelRequest): Promise<ModelAnswer> {
      const id = (last += 1);
      if (isGone) return Promise.resolve(gone(id));
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        worker.send({ id, ...request });
      });
    },
    answer(answer: ModelAnswer): void {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    },
    failAll(): void {
      isGone = true;
      for (const [id, resolve] of waiting) resolve(gone(id));
      waiting.clear();
    },
  };
}
