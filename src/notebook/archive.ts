import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { packageRoot } from '../paths.ts';
import { stripPython } from './strip-python.ts';

/**
 * The agent's Python packages: what watches over the instance, what fulfils the wish, and what
 * keeps the learner's work. Each hook has room for one of the first two; the third comes with the
 * whole agent.
 */
export type AgentPart = 'labs_agent' | 'labs_prepare' | 'labs_keep' | 'labs_fit';

/**
 * The whole agent as a Python zip application (`python agent.pyz`), for a sandbox's bucket.
 *
 * Its members are stored, not compressed, without dates: the bytes follow from the sources alone,
 * on every machine and Node version, so an ETag tells whether an instance has this agent.
 */
export function agentArchive(): Buffer {
  const modules = parts.flatMap((part) => agentModules(part));
  return storedZip(modules.map(({ path, text }) => ({ path, data: Buffer.from(text) })));
}

const parts: readonly AgentPart[] = ['labs_agent', 'labs_prepare', 'labs_keep', 'labs_fit'];

/** The agent's files as they are, below the paths that {@link agentArchive} reads them from. */
export function agentSources(): readonly Member[] {
  return parts.flatMap((part) =>
    namesIn(part).map((name) => {
      const path = `${folder}/${part}/${name}`;
      return { path, data: readFileSync(join(packageRoot, path)) };
    }),
  );
}

const folder = 'src/python/agent';

function namesIn(part: AgentPart): readonly string[] {
  return readdirSync(join(packageRoot, folder, part))
    .filter((name) => /\.(py|js)$/.test(name))
    .sort();
}

/** A file of a zip. */
interface Member {
  readonly path: string;
  readonly data: Buffer;
}

/** A module of the agent: its path in the archive, and its text. */
interface Module {
  readonly path: string;
  readonly text: string;
}

/** The modules of one part of the agent. */
export function agentModules(part: AgentPart): readonly Module[] {
  const modules = namesIn(part).map((name) => {
    const text = readFileSync(join(packageRoot, folder, part, name), 'utf8');
    return { path: `${part}/${name}`, text: name.endsWith('.py') ? stripPython(text) : text };
  });
  return part === 'labs_agent' ? [door, ...modules] : modules;
}

const door: Module = {
  path: '__main__.py',
  text: 'from labs_agent.main import main\n\nraise SystemExit(main())\n',
};

// 1980-01-01, the earliest date a zip can hold.
const dosDate = 0x21;

/**
 * A zip of uncompressed members, without dates (PKWARE APPNOTE 4.3: local headers, directory, end
 * record).
 */
export function storedZip(members: readonly Member[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, data } of members) {
    const name = Buffer.from(path);
    const common = commonHeader(name, data);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, data]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    files.push(local);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, central, name]),
    );
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listing, Buffer.from('PK\x05\x06'), end]);
}

/** The 26 bytes that a member's local header and directory entry share. */
function commonHeader(name: Buffer, data: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(dosDate, 8);
  header.writeUInt32LE(crc32(data), 10);
  header.writeUInt32LE(data.length, 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}
