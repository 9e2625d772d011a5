import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Header } from 'tar';

import { agentArchive } from '../../src/notebook/archive.ts';
import type { FakeAws } from './fake-aws.ts';
import type { Instance } from './instance.ts';

/** Gives an instance the whole agent, which no hook has room for. */
export function installAgent({ labs }: Instance): void {
  writeFileSync(join(labs, 'agent.pyz'), agentArchive());
}

/** The members of an archive by name, as text, with their type and mode. */
export function membersOf(
  archive: Buffer,
): ReadonlyMap<string, { readonly text: string; readonly type: string; readonly mode: number }> {
  const bytes = gunzipSync(archive);
  const members = new Map<string, { text: string; type: string; mode: number }>();
  let path: string | undefined;
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const header = new Header(bytes, at);
    const size = header.size ?? 0;
    const data = bytes.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
    if (header.type === 'ExtendedHeader') {
      path = /\d+ path=(.*)\n/.exec(data.toString())?.[1] ?? path;
      continue;
    }
    const name = path ?? header.path ?? '';
    members.set(name, { text: data.toString(), type: header.type, mode: header.mode ?? 0 });
    path = undefined;
  }
  return members;
}

/** The archive of saved work in the bucket; names of the files in it, and the manifest. */
export function savedWork(aws: FakeAws): {
  readonly files: readonly string[];
  readonly text: (path: string) => string | undefined;
  readonly manifest: Record<string, unknown>;
} {
  const archive = aws.objects.get('.labs/saved/work.tar.gz');
  if (archive === undefined) throw new Error('nothing was saved');
  const members = membersOf(archive);
  return {
    files: [...members.keys()]
      .filter((name) => name.startsWith('files/'))
      .map((name) => name.slice(6)),
    text: (path) => members.get(`files/${path}`)?.text,
    manifest: JSON.parse(members.get('labs-saved.json')?.text ?? '{}') as Record<string, unknown>,
  };
}

/** Lets time pass for what the agent keeps: seconds until it looks or saves again, idle seconds. */
export function passKept({ labs }: Instance, seconds: number, idle = 0): void {
  edit(join(labs, 'kept.json'), (state) => {
    for (const key of ['look', 'notice']) {
      const at = state[key];
      if (typeof at === 'number') state[key] = at - seconds;
    }
    const saved = state['saved'] as { at?: number } | undefined;
    if (saved?.at !== undefined) saved.at -= seconds;
  });
  if (idle === 0) return;
  edit(join(labs, 'state.json'), (state) => {
    (state['idle'] as { seconds: number }).seconds += idle;
  });
}

function edit(path: string, change: (state: Record<string, unknown>) => void): void {
  if (!existsSync(path)) return;
  const state = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  change(state);
  writeFileSync(path, JSON.stringify(state));
}

export function sha256Of(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
