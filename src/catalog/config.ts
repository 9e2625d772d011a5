import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from './config-schema.ts';
import { shownFile } from './manifests.ts';

/** The name of the file that says what holds for a folder and everything below it. */
const configName = 'labs.config.yaml';

/** A `labs.config.yaml` and where it is. */
export interface FoundConfig {
  readonly file: string;
  readonly config: Config;
}

/**
 * The `labs.config.yaml` in a folder, or the nearest one above it.
 *
 * @throws LabsError `lab.invalid` with file and line
 */
export async function findConfig(dir: string): Promise<FoundConfig | undefined> {
  const file = join(dir, configName);
  const yaml = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (yaml === undefined) {
    const above = dirname(dir);
    return above === dir ? undefined : findConfig(above);
  }
  const [{ readYaml }, { configSchema }] = await Promise.all([
    import('./read-yaml.ts'),
    import('./config-schema.ts'),
  ]);
  return { file, config: readYaml(configSchema, yaml, shownFile(file)) };
}
