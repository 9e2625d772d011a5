import type { Aws } from '../aws/clients.ts';
import type { PriceLookup } from '../cost/prices.ts';
import type { Host } from '../host/host.ts';
import type { Message } from '../messages/message.ts';
import { message } from '../messages/message.ts';
import type { ObservedSandbox } from '../provision/observe.ts';
import type { SaveOptions } from './save.ts';
import { saveWork } from './save.ts';
import { planSave } from './save-plan.ts';

/** The lines of a plan that say how work is saved, and what it costs where it costs something. */
export function describeSaves(
  observed: readonly ObservedSandbox[],
  dir: string,
  lookup: PriceLookup,
): readonly Message[] {
  const lines = observed.map((sandbox) => {
    const { name, region, instanceType = '' } = sandbox.stack;
    const perHour = lookup(region, 'notebook', instanceType)?.usdPerHour ?? null;
    return message('save.plan', { name, step: planSave(sandbox), dir, perHour });
  });
  return lines.length === 0 ? [] : [...lines, message('save.plan-what')];
}

/**
 * Saves the work of several sandboxes at the same time.
 *
 * @returns what was saved, to be told
 * @throws the first failure, after the others have ended: then nothing may be removed
 */
export async function saveAll(
  aws: Aws,
  host: Host,
  observed: readonly ObservedSandbox[],
  options: SaveOptions,
): Promise<readonly Message[]> {
  const answers = await Promise.allSettled(
    observed.map((sandbox) => saveOne(aws, host, sandbox, options)),
  );
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

async function saveOne(
  aws: Aws,
  host: Host,
  sandbox: ObservedSandbox,
  options: SaveOptions,
): Promise<readonly Message[]> {
  const { name } = sandbox.stack;
  const saved = await saveWork(aws, host, sandbox, options);
  if (saved === undefined) return [message('save.none', { name })];
  const { dir, manifest } = saved;
  const { files, skipped, skippedCount: count } = manifest;
  return [
    message('save.done', { name, dir, files }),
    ...(count === 0 ? [] : [message('save.skipped', { name, skipped, count })]),
  ];
}
