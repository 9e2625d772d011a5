import { createHash } from 'node:crypto';
import type { Aws } from '../aws/clients.ts';
import type { LogEvent, LogStreams } from '../aws/log-events.ts';
import { readLogEvents } from '../aws/log-events.ts';
import { fetchReport } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import { listStackResources } from '../aws/sandboxes.ts';
import type { TaggedThing } from '../aws/tagged.ts';
import { listTagged } from '../aws/tagged.ts';
import type { Report } from '../sandbox/report.ts';
import type { LogEntry, LogKind } from './entry.ts';
import { plainLines } from './plain.ts';

/** Something that can be read again and again. */
export interface LogSource {
  readonly key: string;
  readonly kind: LogKind;
  /** What it has from a time on, milliseconds since 1970; the same entries again for the same time. */
  readonly read: (from: number, signal: AbortSignal) => Promise<readonly LogEntry[]>;
}

const notebookGroup = '/aws/sagemaker/NotebookInstances';

/**
 * The log group of each kind of thing that a notebook makes; a thing's streams begin with its name
 * and a slash, so that no neighbour's name can begin the same, and an endpoint has a group of its
 * own ("Log groups and streams that Amazon SageMaker AI sends to CloudWatch Logs").
 */
const jobGroups: Readonly<Record<string, string>> = {
  'training-job': '/aws/sagemaker/TrainingJobs',
  'processing-job': '/aws/sagemaker/ProcessingJobs',
  'transform-job': '/aws/sagemaker/TransformJobs',
};

/** What the notebook of a sandbox writes, of the wanted kinds. */
export async function notebookSources(
  aws: Aws,
  stack: SandboxStack,
  kinds: ReadonlySet<LogKind>,
): Promise<readonly LogSource[]> {
  const name = stack.notebook ?? (await notebookOfBrokenStack(aws, stack));
  const streams = (kind: LogKind, prefix: string, from: (event: LogEvent) => string) =>
    streamSource(aws, stack.region, kind, { group: notebookGroup, prefix }, from);
  return [
    ...(kinds.has('agent') ? [agentSource(aws, stack)] : []),
    ...(kinds.has('hooks') && name !== undefined
      ? [streams('hooks', `${name}/LifecycleConfig`, hookOf)]
      : []),
    ...(kinds.has('jupyter') && name !== undefined
      ? [streams('jupyter', `${name}/jupyter.log`, () => 'jupyter')]
      : []),
  ];
}

/** Of a stack that came to nothing: its logs outlive the notebook, and say why. */
async function notebookOfBrokenStack(aws: Aws, stack: SandboxStack): Promise<string | undefined> {
  const resources = await listStackResources(aws, stack.region, stack.stackId);
  const notebook = resources.find(({ type }) => type === 'AWS::SageMaker::NotebookInstance');
  return notebook?.physicalId?.split('/').at(-1);
}

/** What the jobs and endpoints of a sandbox write: those that exist now, by their tag. */
export async function jobSources(
  aws: Aws,
  stack: SandboxStack,
  signal: AbortSignal,
): Promise<readonly LogSource[]> {
  const types = [...Object.keys(jobGroups), 'endpoint'];
  const things = await listTagged(aws, stack.region, stack.name, types, signal);
  return things.map((thing) =>
    streamSource(aws, stack.region, 'jobs', streamsOf(thing), () => `${thing.type}/${thing.name}`),
  );
}

function streamsOf({ type, name }: TaggedThing): LogStreams {
  const group = jobGroups[type];
  return group === undefined
    ? { group: `/aws/sagemaker/Endpoints/${name}`, prefix: '' }
    : { group, prefix: `${name}/` };
}

/** `OnCreate` or `OnStart`, of a stream `<notebook>/LifecycleConfigOnStart`. */
function hookOf({ stream }: LogEvent): string {
  return /\/LifecycleConfig(\w+)$/.exec(stream)?.[1] ?? 'hook';
}

function streamSource(
  aws: Aws,
  region: string,
  kind: LogKind,
  streams: LogStreams,
  fromOf: (event: LogEvent) => string,
): LogSource {
  return {
    key: `${streams.group} ${streams.prefix}`,
    kind,
    read: async (since, signal) => {
      const events = await readLogEvents(aws, region, streams, since, signal);
      return events.map((event) => {
        const { id, time, message } = event;
        return { id, time, kind, from: fromOf(event), lines: plainLines(message) };
      });
    },
  };
}

/**
 * The agent writes no log of its own: it says in its report what it did and what stands in its way.
 * What it says is always worth a line, however long ago it said so.
 */
function agentSource(aws: Aws, stack: SandboxStack): LogSource {
  return {
    key: 'agent',
    kind: 'agent',
    read: async () => {
      const report = await fetchReport(aws, stack);
      return report === undefined ? [] : reportEntries(report);
    },
  };
}

function reportEntries(report: Report): readonly LogEntry[] {
  const said = [
    ...report.repos.map(({ dir, state, commit, error, kept = [] }) => {
      const at = commit === null ? '' : ` @ ${commit.slice(0, 10)}`;
      const changed = kept.length === 0 ? '' : `; kept as you changed them: ${kept.join(', ')}`;
      return `${dir}: ${state}${at}${error === undefined ? '' : `: ${error}`}${changed}`;
    }),
    ...(report.problems ?? []),
    ...Object.entries(report.versions ?? {}).map(([name, version]) => `${name} ${version}`),
  ];
  return said.map((text) => ({
    id: createHash('sha256').update(text).digest('hex'),
    time: Date.parse(report.writtenAt),
    kind: 'agent',
    from: 'agent',
    lines: plainLines(text),
  }));
}
