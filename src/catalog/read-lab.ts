import { readYaml } from './read-yaml.ts';
import type { Lab } from './schema.ts';
import { labSchema } from './schema.ts';

/**
 * Reads a manifest.
 *
 * @param yaml the text of a lab.yaml
 * @param file its name, for the error
 * @throws LabsError `lab.invalid` with every problem and its line
 */
export function readLab(yaml: string, file: string): Lab {
  return readYaml(labSchema, yaml, file);
}
