import type { Catalog } from './catalog.ts';
import { hasOwnKernel, kernelOf } from './catalog.ts';
import { isLabsError } from '../errors.ts';
import { renderFailure } from '../messages/message.ts';
import { configSchema } from './config-schema.ts';
import { readLab } from './read-lab.ts';
import { cell, tableOf } from './schema-table.ts';
import { labSchema } from './schema.ts';
import { courseSchema, studyListSchema } from './study-schema.ts';

/** A manifest as an instructor would write one; a test reads it. */
const example = `id: iris
title:
  ko: 붓꽃 분류
  en: Classifying irises
summary:
  ko: 내장 XGBoost로 붓꽃을 분류하고 엔드포인트로 예측합니다.
  en: Classifies irises with the built-in XGBoost and predicts through an endpoint.
section: Our own labs
state:
  is: ready
repos:
  - url: https://github.com/example/iris-on-sagemaker
    commit: 0123456789abcdef0123456789abcdef01234567
    dir: iris
open: iris/1-train.ipynb
notebooks:
  - path: iris/1-train.ipynb
    minutes: 20
  - path: iris/2-tune.ipynb
    optional: true
instance:
  type: ml.t3.medium
  gib: 10
runtime:
  kernel: conda_python3
  python: '3.10'
creates: [training-job, model, endpoint-configuration, endpoint]
uses:
  training: [{ type: ml.m5.large }]
  hosting: [{ type: ml.t2.medium }]
minutes: 45
notes:
  - ko: 마지막 셀이 엔드포인트를 지웁니다.
    en: The last cell deletes the endpoint.`;

/**
 * The text of `docs/labs.md`: every key of the files, from their schemas, and the labs that there
 * are.
 *
 * @param rehearsals the table of what rehearsals of these labs found
 */
// oxlint-disable-next-line max-lines-per-function -- one page, in its order
export function labsDoc(catalog: Catalog, rehearsals: string): string {
  return `# Labs

<!-- Written by scripts/labs-doc.mjs from the schemas in src/catalog; change those. -->

A lab is an exercise: repositories, what their notebooks need and make, and where they stop today.
Each is a folder with a \`lab.yaml\`. What comes with labs is in \`labs/\`; yours stand beside it.

## Your own labs

\`\`\`
my-labs/
  iris/lab.yaml
  churn/lab.yaml
\`\`\`

\`\`\`
labs list --labs-dir ./my-labs
labs show iris --labs-dir ./my-labs
labs start iris --labs-dir ./my-labs --local
\`\`\`

\`labs show\` reads the manifest; \`--local\` tries it without an AWS account.

To have them without typing, write a \`labs.config.yaml\` in the folder you work in, or one above it:

\`\`\`yaml
labsDir: ./my-labs
\`\`\`

${tableOf(configSchema)}

\`--labs-dir\` counts before the file. An id, or a folder that a repository is cloned into, may not be
there twice, in your labs and ours together: labs names both files. What is wrong with a manifest
comes all at once, each mistake with file and line:

\`\`\`
${mistakes()}
\`\`\`

## An example

\`\`\`yaml
${example}
\`\`\`

## Every key of \`lab.yaml\`

A key that is not here is an error. \`text\` is a sentence in both languages, under \`ko\` and \`en\`.

${tableOf(labSchema)}

- \`open\` is one of \`notebooks\`, and each notebook lies in the \`dir\` of one of \`repos\`.
- What \`creates\` names and runs on instances has its types in \`uses\`: jobs for training and tuning in
  \`training\`, the others in \`processing\` and \`transform\`, endpoints in \`hosting\`.
- In \`permissions\` and \`roles\`, resources are the text of \`Fn::Sub\`: \`\${AWS::Partition}\`,
  \`\${AWS::Region}\`, \`\${AWS::AccountId}\`, \`\${AWS::StackName}\` and \`\${Bucket}\` stand for the
  sandbox's own.

## Kernels and fixups

A lab whose \`runtime\` names packages has a kernel of its own, \`labs-<id>\`. The agent makes its
environment in the background, on the volume, with the Python of the instance that comes nearest to
\`python\`; labs with equal pins share one. \`labs status\` says when it is ready, and with which Python.

\`fixups\` are made in the learner's copy after the clone. \`labs fixups <lab>\` lists them, \`--undo\`
takes them back. A file that the learner changed is never overwritten; a fixup whose text is not
there is left out, and \`labs status\` says so.

Both come through the sandbox's bucket, from \`labs start\`: a sandbox that only \`npx cdk deploy\`
or \`start --no-wait\` made has the notebooks as they were cloned until \`labs start\` is run for it.

## The labs that come with labs

| id | notebooks | instance | minutes | rents when run | kernel | fixups | today |
| --- | --- | --- | --- | --- | --- | --- | --- |
${catalog.map(rowOf).join('\n')}

## What a rehearsal of each found

Measured, not written: \`labs check\` and \`labs rehearse\` on the repositories at their pinned commits,
by \`node dist/bench/rehearse.js\`, kept in \`bench/results/rehearsals.json\`.

- Findings are of the notebooks as their authors left them, so this is their state upstream.
- Fixups count with the answers of exercises, which a learner finds alone.
- Cells are those with code. A rehearsal computes XGBoost and Linear Learner; where a notebook trains
  with another image, or asks for something that is not on the machine of the rehearsal, it says so and
  skips what depends on it. What works on AWS the table above says, from documentation: it was not run there.
- $/h is the notebook instance alone, then with all that its notebooks may rent at once, from the dated
  table of prices, in the lab's first region.

${rehearsals}

## The study list and the course

\`labs/paths/study-list.yaml\` holds the list that \`labs learn\` walks, \`labs/paths/university.yaml\` the
weeks of the course over it.

${tableOf(studyListSchema)}

${tableOf(courseSchema)}
`;
}

/** What labs says of the example with two mistakes in it. */
function mistakes(): string {
  const wrong = example
    .replace('  gib: 10', '  gib: 10\n  gpu: 1')
    .replace('minutes: 45', 'minutes: long');
  try {
    readLab(wrong, 'my-labs/iris/lab.yaml');
  } catch (error) {
    if (!isLabsError(error, 'lab.invalid')) throw error;
    const [what, todo] = renderFailure(error.code, error.params, 'en');
    return `error: ${what}\n  ${todo}`;
  }
  return '';
}

function todayOf(state: Catalog[number]['state']): string {
  if (state.is === 'partly') return state.stops.en;
  return state.is === 'repaired' ? `repaired: ${state.note.en}` : state.is;
}

function kernelCell(lab: Catalog[number]): string {
  const { python, packages } = lab.runtime;
  const sdk = packages['sagemaker'];
  if (!hasOwnKernel(lab)) return `\`${lab.runtime.kernel}\` of the instance`;
  return `\`${kernelOf(lab)}\`: Python ${python}${sdk === undefined ? '' : `, sagemaker ${sdk}`}`;
}

function rowOf(lab: Catalog[number]): string {
  const optional = lab.notebooks.filter((notebook) => notebook.optional).length;
  const rents = Object.entries(lab.uses).flatMap(([use, used]) =>
    used.map(({ type, count }) => `${use} ${count} x ${type}`),
  );
  const today = todayOf(lab.state);
  return `| ${[
    `\`${lab.id}\``,
    `${lab.notebooks.length}${optional > 0 ? `, ${optional} optional` : ''}`,
    lab.instance.type,
    lab.minutes,
    rents.join(', ') || 'nothing',
    kernelCell(lab),
    lab.fixups.filter(({ answer }) => !answer).length,
    cell(today),
  ].join(' | ')} |`;
}
