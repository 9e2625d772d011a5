import type { BucketSize, TokenBucket } from '../../time/token-bucket.ts';
import { createTokenBucket } from '../../time/token-bucket.ts';

/** Of one network: a class sits behind one address, and each of its students may mistype once. */
const perNetwork: BucketSize = { burst: 20, refillMs: 3_000 };

/** Keeps count of wrong codes, by network. */
export interface Guesses {
  /** Milliseconds until an address should send its next guess; 0 for at once. */
  waitOf(address: string): number;
  /** Counts a wrong code. */
  count(address: string): void;
}

/** Addresses that are remembered; those that have not guessed for long are forgotten first. */
const mostAddresses = 10_000;

export function createGuesses(now: () => number, limit = perNetwork): Guesses {
  const buckets = new Map<string, TokenBucket>();

  return {
    waitOf: (address) => buckets.get(networkOf(address))?.waitMs() ?? 0,
    count(address) {
      const network = networkOf(address);
      const bucket = buckets.get(network) ?? createTokenBucket(limit, now);
      bucket.take();
      buckets.delete(network);
      buckets.set(network, bucket);
      for (const [key, one] of buckets) {
        if (buckets.size <= mostAddresses && !one.isFull()) break;
        buckets.delete(key);
      }
    },
  };
}

/** One network of an address: of IPv6 the first 64 bits, which one person has all of. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return [...groups, ...zeros, ...after].slice(0, 4).join(':');
}
