import { createReadStream } from 'node:fs';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Aws } from '../aws/clients.ts';
import { fetchReport } from '../aws/reports.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import { putAgent } from '../provision/agent.ts';
import type { Pace } from '../time/poll.ts';
import { reportPace } from '../provision/paces.ts';
import { poll } from '../time/poll.ts';
import { bucketKeys } from '../sandbox/parameters.ts';
import type { ReportedRestore } from '../sandbox/report.ts';
import { putKeepRequest } from './ask.ts';
import type { WorkFolder } from './pack.ts';
import { packWork } from './pack.ts';

/**
 * Brings saved work back into a sandbox that runs, after its labs are cloned. What could not be
 * brought back is a warning: the sandbox is there either way.
 *
 * @returns what the agent says of it, or undefined where it has not answered in time
 */
export async function restoreWork(
  aws: Aws,
  host: Host,
  stack: SandboxStack,
  work: WorkFolder,
  signal: AbortSignal,
  pace: Pace = reportPace,
): Promise<ReportedRestore | undefined> {
  const { region, bucket } = stack;
  if (bucket === undefined || work.files.length === 0) return undefined;
  const task = (state: 'running' | 'done' | 'failed', done: number) =>
    host.notify({
      type: 'task',
      id: 'restore',
      state,
      message: message('restore.task'),
      done,
      total: work.files.length,
    });
  task('running', 0);
  const sha256 = await upload(aws, region, bucket, work);
  let last: ReportedRestore | undefined;
  const answer = await poll(
    async () => {
      const restored = (await fetchReport(aws, stack))?.restored;
      if (restored?.sha256 !== sha256) return undefined;
      last = restored;
      task('running', restored.files);
      const isOver = restored.isDone !== undefined || restored.error !== undefined;
      return isOver ? restored : undefined;
    },
    pace,
    signal,
  );
  const isDone = answer?.isDone === true;
  task(isDone ? 'done' : 'failed', isDone ? work.files.length : (last?.files ?? 0));
  for (const warning of warningsOf(answer, stack.name, work.dir, pace)) {
    host.notify({ type: 'warning', message: warning });
  }
  return answer;
}

async function upload(aws: Aws, region: string, bucket: string, work: WorkFolder): Promise<string> {
  const packed = await packWork(work);
  try {
    const s3 = await aws.client('s3', region);
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `${bucketKeys.saved}${packed.sha256}.tar.gz`,
        Body: createReadStream(packed.file),
        ContentLength: packed.bytes,
        ContentType: 'application/gzip',
      }),
    );
  } finally {
    await packed.remove();
  }
  await putAgent(aws, region, bucket);
  await putKeepRequest(aws, region, bucket, { restore: { sha256: packed.sha256 } });
  return packed.sha256;
}

function warningsOf(answer: ReportedRestore | undefined, name: string, dir: string, pace: Pace) {
  if (answer === undefined) {
    return [message('restore.late', { name, minutes: pace.timeoutMs / 60_000, dir })];
  }
  const { error, pending = [], beside, besideCount } = answer;
  return [
    ...(error === undefined ? [] : [message('restore.failed', { error, dir })]),
    ...(pending.length === 0 ? [] : [message('restore.pending', { folders: pending, dir })]),
    ...(besideCount === 0 ? [] : [message('restore.beside', { files: beside, besideCount })]),
  ];
}
