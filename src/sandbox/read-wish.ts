import * as z from 'zod';
import type { Wish } from './wish.ts';

const schema = z.object({
  version: z.literal(1),
  repos: z.array(
    z.object({
      lab: z.string(),
      url: z.string(),
      commit: z.string(),
      dir: z.string(),
      sparse: z.array(z.string()).exactOptional(),
    }),
  ),
  contents: z
    .array(z.object({ lab: z.string(), dir: z.string(), sha256: z.string() }))
    .exactOptional(),
  runtimes: z
    .array(
      z.object({
        lab: z.string(),
        title: z.string(),
        kernel: z.string(),
        names: z.array(z.string()),
        python: z.string(),
        packages: z.record(z.string(), z.string()),
      }),
    )
    .exactOptional(),
  fixups: z
    .array(
      z.object({
        lab: z.string(),
        path: z.string(),
        kernel: z.string().exactOptional(),
        cell: z.int().exactOptional(),
        find: z.string().exactOptional(),
        replace: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  undone: z.array(z.string()).exactOptional(),
  stopsAt: z.string().exactOptional(),
  idleMinutes: z.number().exactOptional(),
  keepEndpoints: z.boolean().exactOptional(),
  askedAt: z.string().exactOptional(),
});

/** Reads `.labs/desired.json`; undefined for anything that is not a wish. */
export function readWish(body: string): Wish | undefined {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
