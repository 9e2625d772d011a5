import * as z from 'zod';

/** A `labs.config.yaml`. */
export const configSchema = z.strictObject({
  labsDir: z
    .string()
    .min(1)
    .exactOptional()
    .describe('a folder of your own labs, from the folder of this file: `<labsDir>/<id>/lab.yaml`'),
  denyAccounts: z
    .array(z.string().regex(/^\d{12}$/))
    .exactOptional()
    .describe(
      'AWS accounts that labs never works in, such as that of production; in quotes, for as a number one can lose its first zeros',
    ),
});

export type Config = z.infer<typeof configSchema>;
