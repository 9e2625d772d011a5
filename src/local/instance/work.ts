import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { instanceFolder } from './folder.ts';

/** A notebook instance on this disk that a learner has files in. */
export interface InstanceWithWork {
  readonly name: string;
  /** Its SageMaker folder. */
  readonly sagemaker: string;
}

/** The instances below a folder that hold more than our own files. */
export async function instancesWithWork(instances: string): Promise<readonly InstanceWithWork[]> {
  const found = await Promise.all(
    (await names(instances)).map(async (name) => {
      const { sagemaker } = instanceFolder(join(instances, name));
      const work = (await names(sagemaker)).filter((entry) => entry !== '.labs');
      return work.length === 0 ? [] : [{ name, sagemaker }];
    }),
  );
  return found.flat();
}

async function names(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
