import * as z from 'zod';
import type { Problem } from '../messages/manifest-problems.ts';
import { manifestProblems, mismatches } from '../messages/manifest-problems.ts';
import { both, matching, saying } from './fields.ts';
import { creatableTypes, useOf } from '../sandbox/creatables.ts';

const instanceType = matching(/^ml(\.[a-z0-9]+(-[a-z0-9]+)*){2}$/, manifestProblems.instanceType);
// Notebook instances on Amazon Linux 2023 have no ml.p2 and no ml.p3 (Developer Guide, nbi-al2023).
const notebookType = instanceType.refine(
  (type) => !/^ml\.p[23]\./.test(type),
  saying(manifestProblems.goneType),
);
const relativePath = z
  .string()
  .min(1)
  .refine(
    (path) => !path.startsWith('/') && !path.split('/').includes('..'),
    saying(manifestProblems.relativePath),
  );

/** Regions where the workshops' authors tested them. */
const testedRegions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'] as const;

const folder = matching(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, manifestProblems.folder);

const repo = z.strictObject({
  url: z.url({ protocol: /^https$/ }).describe('where git clones it from, over https'),
  commit: matching(/^[0-9a-f]{40}$/, manifestProblems.commit).describe(
    'the commit that is checked out: all 40 digits, never a branch',
  ),
  dir: folder.describe('its folder in Jupyter; no two labs share one'),
  sparse: z
    .array(relativePath)
    .min(1)
    .optional()
    .describe('only these paths of it, blanks and all, for a repository too large to clone'),
});

const notebook = z.strictObject({
  path: relativePath.describe('from the folder that Jupyter opens in, so it begins with `dir`'),
  optional: z.boolean().default(false).describe('may be skipped'),
  minutes: z.int().positive().optional().describe('how long it runs, where its author says so'),
});

const kernelName = matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, manifestProblems.kernel);

const fixup = z.strictObject({
  file: relativePath.describe('a notebook or another file, beginning with `dir`'),
  cell: z.int().min(0).optional().describe('of a notebook: the index in `cells`, from 0'),
  find: z
    .string()
    .describe('a text in that cell or file, each occurrence of it; empty for an empty cell'),
  replace: z
    .string()
    .min(1)
    .describe('what stands there instead; not nothing, so that it can be taken back'),
  why: both.describe('the reason'),
  answer: z
    .boolean()
    .default(false)
    .describe('the answer of an exercise: only `labs rehearse` fills it in, a learner does it'),
});

const state = z
  .discriminatedUnion('is', [
    z.strictObject({ is: z.literal('ready').describe('whether it works') }),
    z.strictObject({
      is: z.literal('repaired').describe('whether it works'),
      note: both.describe('`repaired`: what was mended'),
    }),
    z.strictObject({
      is: z.literal('partly').describe('whether it works'),
      stops: both.describe('`partly`: where it stops today; shown in the plan, so keep it short'),
    }),
  ])
  .describe('how well it works today');

const permission = z.strictObject({
  actions: z
    .array(matching(/^[a-z0-9-]+:[A-Za-z*]+$/, manifestProblems.action))
    .min(1)
    .describe('IAM actions that make nothing: what has no sweeper may not be created'),
  resources: z
    .array(z.string().min(1))
    .min(1)
    .describe('ARNs; `${AWS::StackName}`, `${Bucket}` and the like stand for the sandbox’s own'),
});

const role = z.strictObject({
  name: z.string().describe('what it is for, in one word'),
  service: z.string().describe('the service that assumes it, such as `comprehend.amazonaws.com`'),
  permissions: z.array(permission).describe('what it may do'),
});

const instanceUse = z.strictObject({
  type: instanceType.describe('an instance type'),
  count: z.int().positive().default(1).describe('how many at the same time, at most'),
});

const uses = z.strictObject({
  training: z.array(instanceUse).default([]).describe('training and tuning jobs'),
  processing: z.array(instanceUse).default([]).describe('processing jobs'),
  transform: z.array(instanceUse).default([]).describe('batch transform jobs'),
  hosting: z.array(instanceUse).default([]).describe('endpoints'),
});

const python = matching(/^3\.\d+$/, manifestProblems.python).describe('its Python, in quotes');
const packages = z.record(
  matching(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, manifestProblems.package),
  matching(/^[A-Za-z0-9][A-Za-z0-9.+!_-]*$/, manifestProblems.version),
);

const content = z
  .strictObject({
    dir: folder.describe('their folder in Jupyter; no two labs share one'),
    open: relativePath.describe('the notebook to begin with'),
    notebooks: z.array(notebook).min(1).describe('in the order they are run'),
    runtime: z
      .strictObject({ python, packages: packages.describe('name and exact version') })
      .describe('what they run in'),
  })
  .describe(
    'notebooks in the folder `notebooks` beside this file, which need nobody’s repository: they open where the others cannot be cloned',
  );

/** The keys of a `labs/<id>/lab.yaml`; an unknown one is an error. */
const manifest = z.strictObject({
  id: matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, manifestProblems.id).describe(
    'what one types: `labs start <id>`; the folder has the same name',
  ),
  title: both.describe('its name'),
  summary: both.describe('what one learns, in a sentence'),
  section: z
    .string()
    .min(1)
    .describe('a section of the study list, or a heading of your own in `labs list`'),
  items: z
    .array(matching(/^S\d{2}$/, manifestProblems.item))
    .default([])
    .describe('items of the study list that are this lab'),
  state,
  repos: z.array(repo).min(1).describe('what is cloned into the notebook instance'),
  open: relativePath.describe('the notebook to begin with'),
  notebooks: z.array(notebook).min(1).describe('in the order they are run'),
  content: content.optional(),
  instance: z
    .strictObject({
      type: notebookType.describe('its type; `labs start --type` changes it'),
      gib: z.int().min(5).max(16384).describe('the size of its volume, GiB'),
    })
    .describe('the notebook instance'),
  regions: z
    .array(matching(/^[a-z]{2}(-[a-z]+)+-\d$/, manifestProblems.region))
    .min(1)
    .default([...testedRegions])
    .describe('where it runs; the first is taken when nobody names one'),
  runtime: z
    .strictObject({
      kernel: kernelName.describe('the Jupyter kernel that its notebooks ask for'),
      aliases: z
        .array(kernelName)
        .default([])
        .describe('other kernels that they ask for; the lab’s own answers to these names'),
      python,
      packages: packages
        .default({})
        .describe(
          'name and exact version: with them the lab has a kernel of its own, `labs-<id>`, which its notebooks open in',
        ),
    })
    .describe('what its notebooks run in'),
  permissions: z
    .array(permission)
    .default([])
    .describe('what its notebooks need in AWS beyond what every sandbox has'),
  roles: z.array(role).default([]).describe('roles beside the sandbox’s own'),
  creates: z
    .array(z.enum(creatableTypes))
    .default([])
    .describe('what its notebooks make in AWS; only this is permitted'),
  uses: uses
    .prefault({})
    .describe('the instances its notebooks rent: for permission, quota and price'),
  maxRunSeconds: z
    .int()
    .positive()
    .default(86_400)
    .describe('the longest run that a job may ask for, seconds'),
  minutes: z.int().positive().describe('how long it takes, about'),
  fixups: z
    .array(fixup)
    .default([])
    .describe('what is mended in the learner’s copy after the clone; `labs fixups` takes it back'),
  notes: z
    .array(both)
    .default([])
    .describe('what is good to know: cost traps, what is left behind'),
});

/** A `labs/<id>/lab.yaml` whose parts fit each other. */
export const labSchema = manifest.superRefine((lab, context) => {
  const say = (path: readonly (string | number)[], { en, ko }: Problem) =>
    context.addIssue({ code: 'custom', path: [...path], message: en, params: { ko } });

  const paths = lab.notebooks.map(({ path }) => path);
  if (!paths.includes(lab.open)) say(['open'], mismatches.notANotebook(lab.open));
  const dirs = lab.repos.map(({ dir }) => dir);
  for (const [index, path] of paths.entries()) {
    const [dir = ''] = path.split('/');
    if (!dirs.includes(dir)) say(['notebooks', index, 'path'], mismatches.noSuchFolder(dir));
  }
  for (const [index, dir] of dirs.entries()) {
    if (dirs.indexOf(dir) < index) say(['repos', index, 'dir'], mismatches.twice(dir));
  }
  if (lab.content !== undefined) {
    const { dir, open, notebooks } = lab.content;
    if (dirs.includes(dir)) say(['content', 'dir'], mismatches.twice(dir));
    const own = notebooks.map(({ path }) => path);
    if (!own.includes(open)) say(['content', 'open'], mismatches.notANotebook(open));
    for (const [index, path] of own.entries()) {
      if (!path.startsWith(`${dir}/`)) {
        say(['content', 'notebooks', index, 'path'], mismatches.noSuchFolder(path));
      }
    }
  }
  for (const [index, { file, cell }] of lab.fixups.entries()) {
    const [dir = ''] = file.split('/');
    if (!dirs.includes(dir)) say(['fixups', index, 'file'], mismatches.noSuchFolder(dir));
    if (file.endsWith('.ipynb') !== (cell !== undefined)) {
      say(['fixups', index, 'cell'], mismatches.cellOfNotebook);
    }
  }
  for (const [index, type] of lab.creates.entries()) {
    const use = useOf(type);
    if (use !== undefined && lab.uses[use].length === 0) {
      say(['creates', index], mismatches.noInstances(type, use));
    }
  }
});

/** A validated lab. */
export type Lab = z.infer<typeof labSchema>;
