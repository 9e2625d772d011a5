import { listNotebooks } from '../../../aws/notebooks.ts';
import { listTaggedByAll } from '../../../aws/tagged.ts';
import { stopJourneys } from '../../../classroom/during.ts';
import { message } from '../../../messages/message.ts';
import type { ClassRunner } from './flags.ts';
import { membersFor } from './members.ts';
import { askAndRun, finishAll } from './over-all.ts';

const restful = new Set(['Stopped', 'Failed', 'Deleting']);

/** `labs class stop <class>`: the notebooks are stopped, their files stay. */
export const runClassStop: ClassRunner = async (context, { group }) => {
  const session = await context.session();
  const members = await membersFor(context, session, group);
  const { aws } = session;
  const regions = [...new Set(members.map(({ region }) => region))];
  const [notebooks, tagged] = await Promise.all([
    Promise.all(regions.map((region) => listNotebooks(aws, region))),
    Promise.all(
      regions.map((region) => listTaggedByAll(aws, region, ['endpoint'], context.signal)),
    ),
  ]);
  const names = new Set(members.map(({ name }) => name));
  const endpoints = tagged.flat().filter(({ sandbox }) => names.has(sandbox)).length;
  const running = new Set(
    notebooks.flat().flatMap(({ name, status }) => (restful.has(status) ? [] : [name])),
  );
  const stopped = members.filter(({ notebook = '' }) => running.has(notebook));
  const lines = [
    message('class.stop-title', { group, count: stopped.length, of: members.length }),
    ...(endpoints === 0 ? [] : [message('class.stop-endpoints', { endpoints })]),
  ];
  const arrivals = await askAndRun(context, session, lines, stopJourneys(aws, stopped));
  return finishAll(context, group, arrivals);
};
