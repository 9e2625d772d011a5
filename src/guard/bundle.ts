import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabsError } from '../errors.ts';
import { agentSources, storedZip } from '../notebook/archive.ts';
import { packageRoot } from '../paths.ts';

/** The guard's code as Lambda takes it. */
export interface GuardBundle {
  /** Of the object in the guard's bucket, made from its content. */
  readonly key: string;
  readonly zip: Buffer;
}

/** What the build makes of src/guard/handler.ts; see scripts/bundle-guard.mjs. */
const builtFile = join(packageRoot, 'dist', 'guard', 'index.mjs');

/**
 * The function's code and the agent, which it gives to sandboxes whose learners have to be told
 * something; the bytes follow from the sources alone.
 *
 * @throws LabsError `guard.no-bundle` where the project was not built
 */
export function guardBundle(code: Buffer = readBuilt()): GuardBundle {
  const zip = storedZip([
    { path: 'index.mjs', data: code },
    { path: 'package.json', data: Buffer.from('{"type":"module"}') },
    ...agentSources(),
  ]);
  return { key: `bundle/${createHash('sha256').update(zip).digest('hex')}.zip`, zip };
}

function readBuilt(): Buffer {
  try {
    return readFileSync(builtFile);
  } catch (error) {
    throw new LabsError('guard.no-bundle', { file: builtFile }, { cause: error });
  }
}
