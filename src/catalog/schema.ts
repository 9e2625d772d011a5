import * as z from 'zod';

const both = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });
const instanceType = z.string().regex(/^ml(\.[a-z0-9]+(-[a-z0-9]+)*){2}$/, 'an ml.* instance type');
const relativePath = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), {
    error: 'a path below the folder, without ..',
  });

/** Regions where the workshops' authors tested them. */
export const testedRegions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'] as const;

/** What a lab's notebooks make in AWS; each has a sweeper. */
export const creatableTypes = [
  'training-job',
  'tuning-job',
  'processing-job',
  'transform-job',
  'model',
  'endpoint-configuration',
  'endpoint',
] as const;

const repo = z.strictObject({
  url: z.url({ protocol: /^https$/ }),
  commit: z.string().regex(/^[0-9a-f]{40}$/, 'a full commit id of 40 hex digits'),
  dir: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a folder name'),
  sparse: z.array(relativePath).min(1).optional(),
});

const notebook = z.strictObject({
  path: relativePath,
  optional: z.boolean().default(false),
  minutes: z.int().positive().optional(),
});

const state = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('ready') }),
  z.strictObject({ is: z.literal('repaired'), note: both }),
  z.strictObject({ is: z.literal('partly'), stops: both }),
]);

const permission = z.strictObject({
  actions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z*]+$/)).min(1),
  resources: z.array(z.string().min(1)).min(1),
});

const instanceUse = z.strictObject({ type: instanceType, count: z.int().positive().default(1) });

/** A `labs/<id>/lab.yaml`; an unknown key is an error. */
export const labSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens'),
  title: both,
  summary: both,
  section: z.string().min(1),
  items: z.array(z.string().regex(/^S\d{2}$/)).default([]),
  state,
  repos: z.array(repo).min(1),
  open: relativePath,
  notebooks: z.array(notebook).min(1),
  instance: z.strictObject({ type: instanceType, gib: z.int().min(5).max(16384) }),
  regions: z.array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/)).default([...testedRegions]),
  runtime: z.strictObject({
    kernel: z.string().min(1),
    python: z.string().regex(/^3\.\d+$/),
    packages: z.record(z.string(), z.string()).default({}),
  }),
  permissions: z.array(permission).default([]),
  roles: z
    .array(
      z.strictObject({ name: z.string(), service: z.string(), permissions: z.array(permission) }),
    )
    .default([]),
  creates: z.array(z.enum(creatableTypes)).default([]),
  uses: z
    .strictObject({
      training: z.array(instanceUse).default([]),
      processing: z.array(instanceUse).default([]),
      transform: z.array(instanceUse).default([]),
      hosting: z.array(instanceUse).default([]),
    })
    .prefault({}),
  maxRunSeconds: z.int().positive().default(86_400),
  minutes: z.int().positive(),
  fixups: z.array(z.never()).default([]),
  notes: z.array(both).default([]),
});

/** A validated lab. */
export type Lab = z.infer<typeof labSchema>;
/** A kind of resource that a lab's notebooks make. */
export type CreatableType = (typeof creatableTypes)[number];
