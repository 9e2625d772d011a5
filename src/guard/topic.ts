import { PublishCommand } from '@aws-sdk/client-sns';
import type { Aws } from '../aws/clients.ts';
import { message, render } from '../messages/message.ts';
import type { GuardReport, SandboxDeed } from './report.ts';
import type { GuardSettings } from './settings.ts';

/**
 * Tells the guard's topic what a run did, where it did anything; a run that found all in order is no
 * news. In both languages, for nobody knows who reads it.
 */
export async function tellTopic(
  aws: Aws,
  { topic, place }: GuardSettings,
  report: GuardReport,
): Promise<void> {
  const news = report.sandboxes.filter(isNews);
  if (topic === undefined || news.length === 0) return;
  const names = news.map(({ name }) => name);
  const sns = await aws.client('sns', place.region);
  const lines = (['en', 'ko'] as const).flatMap((lang) => [
    ...news.map((deed) => render(message('guard.deed', deed), lang)),
    '',
  ]);
  await sns.send(
    new PublishCommand({
      TopicArn: topic,
      Subject: render(message('guard.topic-subject', { names }), 'en'),
      Message: lines.join('\n'),
    }),
  );
}

function isNews({ did }: SandboxDeed): boolean {
  return did !== 'nothing' && did !== 'waits';
}
