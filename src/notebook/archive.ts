import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { packageRoot } from '../paths.ts';
import { stripPython } from './strip-python.ts';

/** Name of the Python package inside the archive; its modules lie in `agent/` here. */
const packageName = 'labs_agent';

/**
 * The agent as a Python zip application (`python agent.pyz`).
 *
 * Its members are stored, not compressed, without dates: the bytes follow from the sources alone,
 * on every machine and Node version, so an ETag tells whether an instance has this agent; and gzip
 * around all of it (the OnStart hook) does better than deflate around each member.
 */
export function agentArchive(): Buffer {
  const dir = join(packageRoot, 'src/notebook/agent');
  const modules = readdirSync(dir)
    .filter((name) => name.endsWith('.py'))
    .sort();
  return storedZip([
    ['__main__.py', `from ${packageName}.main import main\n\nraise SystemExit(main())\n`],
    ...modules.map((name): Member => [
      `${packageName}/${name}`,
      stripPython(readFileSync(join(dir, name), 'utf8')),
    ]),
  ]);
}

type Member = readonly [path: string, text: string];

// 1980-01-01, the earliest date a zip can hold.
const dosDate = 0x21;

/** A zip of uncompressed members (PKWARE APPNOTE 4.3: local headers, directory, end record). */
function storedZip(members: readonly Member[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of members) {
    const name = Buffer.from(path);
    const data = Buffer.from(text);
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
