import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header, Pax } from 'tar';
import { onTestFinished } from 'vitest';

/** A new folder, which goes when the test has ended. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'labs-saved-test-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A member of an archive that a test makes up, harmless or not. */
export interface Member {
  readonly path: string;
  readonly text?: string;
  readonly type?: 'File' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO' | 'Directory';
  readonly linkpath?: string;
  readonly mode?: number;
}

export const manifestMember: Member = {
  path: 'labs-saved.json',
  text: JSON.stringify({ version: 1, sandbox: 'labs-kim', repos: [] }),
};

/** The bytes of a tar archive with exactly these members, whatever they are. */
export function tarOf(members: readonly Member[]): Buffer {
  const parts = members.flatMap(({ path, text = '', type = 'File', linkpath, mode = 0o644 }) => {
    const data = Buffer.from(text);
    const size = type === 'File' ? data.length : 0;
    const header = new Header({
      path,
      size,
      mode,
      type,
      mtime: new Date(0),
      ...(linkpath === undefined ? {} : { linkpath }),
    });
    header.encode();
    return [
      ...(header.needPax ? [new Pax({ path, size }).encode()] : []),
      header.block!,
      ...(size === 0 ? [] : [data, Buffer.alloc((512 - (size % 512)) % 512)]),
    ];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** Writes an archive to a file of its own. */
export function archiveFile(tar: Buffer): string {
  const file = join(folder(), 'work.tar.gz');
  writeFileSync(file, gzipSync(tar, { level: 1 }));
  return file;
}

export function sha256Of(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
