import * as z from 'zod';
import { plainLine } from '../plain-text.ts';
import type { Wish } from './wish.ts';

/** A name that commands print: the bucket is written by the instance too. */
const name = z.string().transform(plainLine);

const schema = z.object({
  version: z.literal(1),
  repos: z.array(
    z.object({
      lab: name,
      url: name,
      commit: z.string(),
      dir: name,
      sparse: z.array(z.string()).exactOptional(),
    }),
  ),
  contents: z.array(z.object({ lab: name, dir: name, sha256: z.string() })).exactOptional(),
  runtimes: z
    .array(
      z.object({
        lab: name,
        title: name,
        kernel: name,
        names: z.array(z.string()),
        python: name,
        packages: z.record(z.string(), z.string()),
      }),
    )
    .exactOptional(),
  fixups: z
    .array(
      z.object({
        lab: name,
        path: name,
        kernel: name.exactOptional(),
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
