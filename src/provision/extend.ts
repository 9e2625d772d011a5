import type { Aws } from '../aws/clients.ts';
import { fetchWish } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { wishOf } from '../catalog/catalog.ts';
import type { Lease } from '../sandbox/lease.ts';
import { parameterDate } from '../sandbox/lease.ts';
import { updateLease } from './stacks.ts';
import { tellAgent } from './tell-agent.ts';

/**
 * The lease of a sandbox with more time: counted from when it would stop, or from now where that is
 * past; removal is never before the stop.
 */
export function extendedLease(stack: SandboxStack, milliseconds: number, now: Date): Lease {
  const from = Math.max(stack.stopsAt?.getTime() ?? 0, now.getTime());
  const stopsAt = new Date(from + milliseconds);
  const removedAfter = stack.removedAfter ?? stopsAt;
  return { stopsAt, removedAfter: removedAfter < stopsAt ? stopsAt : removedAfter };
}

/** Writes the lease to the stack, whose schedule keeps it, and to the agent, who acts before it. */
export async function applyLease(
  aws: Aws,
  catalog: Catalog,
  stack: SandboxStack,
  lease: Lease,
): Promise<void> {
  if (stack.bucket !== undefined) {
    const current = await fetchWish(aws, stack);
    const labs = catalog.filter((lab) => stack.labs.includes(lab.id));
    await tellAgent(aws, stack.region, stack.bucket, {
      ...(current ?? wishOf(labs)),
      stopsAt: parameterDate(lease.stopsAt),
    });
  }
  await updateLease(aws, stack, lease);
}
