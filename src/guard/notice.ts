import { GetObjectCommand, PutObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { Aws } from '../aws/clients.ts';
import type { SandboxStack } from '../aws/sandboxes.ts';
import type { Message } from '../messages/message.ts';
import { message, render } from '../messages/message.ts';
import { putAgent } from '../provision/agent.ts';
import { bucketKeys } from '../sandbox/parameters.ts';
import type { Duty, GuardLimits, Standing } from './duty.ts';
import { datesOf } from './duty.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long before something happens the learner is told, and from which part of a budget on. */
const warnsBefore = { stopMs: 30 * minute, removalMs: 24 * hour, budgetPart: 0.8 } as const;

/** What a learner is told at the top of Jupyter, if anything; pure. */
export function noticeOf(
  standing: Standing,
  duty: Duty,
  limits: GuardLimits,
  now: Date,
): Message | undefined {
  const { stack, spent } = standing;
  const { name, budget } = stack;
  const { stopsAt, removedAfter } = datesOf(standing, limits);
  if (duty.do === 'remove') return message('guard.notice-removing', { name });
  if (duty.do === 'stop' && duty.because === 'budget') {
    return message('guard.notice-over-budget', { usd: spent?.least ?? 0, budget: budget ?? 0 });
  }
  if (removedAfter.getTime() - now.getTime() <= warnsBefore.removalMs) {
    return message('guard.notice-removal', { removedAfter });
  }
  if (
    budget !== undefined &&
    spent !== undefined &&
    spent.most >= budget * warnsBefore.budgetPart
  ) {
    return message('guard.notice-budget', { usd: spent.most, budget });
  }
  const left = (stopsAt?.getTime() ?? Infinity) - now.getTime();
  return stopsAt !== undefined && left <= warnsBefore.stopMs
    ? message('guard.notice-stop', { stopsAt })
    : undefined;
}

/** `.labs/notice.json`, as labs_keep/notices.py reads it. */
function noticeText(notice: Message): string {
  const text = { en: render(notice, 'en'), ko: render(notice, 'ko') };
  return JSON.stringify({ version: 1, level: 'warning', text });
}

/**
 * Puts a notice into a sandbox's bucket, or takes an old one away; nothing where it is so already.
 *
 * @returns whether it is news
 */
export async function tellLearner(
  aws: Aws,
  { region, bucket }: SandboxStack,
  notice: Message | undefined,
): Promise<boolean> {
  if (bucket === undefined) return false;
  const s3 = await aws.client('s3', region);
  const place = { Bucket: bucket, Key: bucketKeys.notice };
  const known = await s3.send(new GetObjectCommand(place)).then(
    ({ Body }) => Body?.transformToString(),
    (error: unknown) => {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    },
  );
  const wanted = notice === undefined ? undefined : noticeText(notice);
  if (known === wanted) return false;
  if (wanted === undefined) {
    await s3.send(new DeleteObjectCommand(place));
    return true;
  }
  // An agent that nobody told anything yet has only its first half, which shows no notices.
  await putAgent(aws, region, bucket);
  await s3.send(new PutObjectCommand({ ...place, Body: wanted, ContentType: 'application/json' }));
  return true;
}
