import * as z from 'zod';
import type { LocalAws } from '../daemon/local-aws.ts';

const inside = z.object({
  python: z.string(),
  home: z.string(),
  environment: z.record(z.string(), z.string()),
});

/** What a program needs to run as if it were started in a notebook instance. */
export interface Inside {
  /** Python of the local AWS's own environment, with nbclient. */
  readonly python: string;
  /** The SageMaker folder. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** How to run something in an instance; undefined where it does not run. */
export async function insideOf(
  aws: LocalAws,
  instance: { readonly region: string; readonly name: string },
): Promise<Inside | undefined> {
  const response = await fetch(`${aws.endpoint}/_labs/instance`, {
    method: 'POST',
    headers: { 'x-labs-token': aws.accessKeyId },
    body: JSON.stringify(instance),
  });
  return response.ok ? inside.parse(await response.json()) : undefined;
}

const call = z.object({
  time: z.string(),
  service: z.string(),
  operation: z.string(),
  status: z.number(),
  principal: z.string(),
});

/** A call in the local AWS's log. */
export type LoggedCall = z.infer<typeof call>;

/** Every call so far. */
export async function loggedCalls(aws: LocalAws): Promise<readonly LoggedCall[]> {
  const response = await fetch(`${aws.endpoint}/_labs/calls`, {
    headers: { 'x-labs-token': aws.accessKeyId },
  });
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => call.parse(JSON.parse(line)));
}
