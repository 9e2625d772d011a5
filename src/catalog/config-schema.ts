import * as z from 'zod';

/** A `labs.config.yaml`. */
export const configSchema = z.strictObject({
  labsDir: z
    .string()
    .min(1)
    .describe('a folder of your own labs, from the folder of this file: `<labsDir>/<id>/lab.yaml`'),
});
