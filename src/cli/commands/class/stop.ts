import { listNotebooks } from '../../../aws/notebooks.ts';
import { stopJourneys } from '../../../classroom/during.ts';
import type { Message } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { ResourceType } from '../../../sandbox/resource-types.ts';
import { sum } from '../../../teardown/look.ts';
import type { Thing } from '../../../teardown/thing.ts';
import type { Beside } from '../../stop-besides.ts';
import { describeEnded, endBeside, endedJson, lookBeside } from '../../stop-besides.ts';
import { classAction } from './action.ts';
import { membersFor } from './members.ts';
import { askFor, finishAll, runAll } from './over-all.ts';

const restful = new Set(['Stopped', 'Failed', 'Deleting']);

/**
 * `labs class stop <class>`: the notebooks are stopped, their files stay; what bills beside them is
 * ended.
 */
export const subcommand = classAction({
  define: (command, describe) =>
    command.option('--keep-endpoints', describe('stop.option-keep-endpoints')),
  run: async (context, { group, flags: { keepEndpoints = false } }) => {
    const session = await context.session();
    const members = await membersFor(context, session, group);
    const { aws } = session;
    const { signal } = context;
    const regions = [...new Set(members.map(({ region }) => region))];
    const [notebooks, besides] = await Promise.all([
      Promise.all(regions.map((region) => listNotebooks(aws, region))),
      lookBeside(aws, members, { keepEndpoints, now: context.now(), signal }),
    ]);
    const running = new Set(
      notebooks.flat().flatMap(({ name, status }) => (restful.has(status) ? [] : [name])),
    );
    const stopped = members.filter(({ notebook = '' }) => running.has(notebook));
    const ends = besides.some((beside) => beside.ends.length > 0);
    const lines = [
      message('class.stop-title', { group, count: stopped.length, of: members.length }),
      ...describeBesides(besides),
    ];
    if (!(await askFor(context, lines, stopped.length > 0 || ends))) {
      return finishAll(context, group, undefined);
    }
    const ended = await endBeside(aws, besides, signal);
    const arrivals = await runAll(context, session, stopJourneys(aws, stopped));
    const failed = ended.filter(({ problem }) => problem !== undefined);
    const code = finishAll(context, group, arrivals, {
      lines: describeEnded(failed),
      json: { ended: endedJson(ended) },
    });
    return failed.length > 0 ? 1 : code;
  },
});

/** Kinds and how many of each; the names of sixty students' endpoints would fill the screen. */
function describeBesides(besides: readonly Beside[]): readonly Message[] {
  const unknown = [...new Set(besides.flatMap((beside) => beside.unknown))];
  return [
    ...totals(besides.flatMap(({ ends }) => ends)).map((all) => message('class.stop-ends', all)),
    ...totals(besides.flatMap(({ keeps }) => keeps)).map((all) => message('class.stop-keeps', all)),
    ...totals(besides.flatMap(({ early, unproved }) => [...early, ...unproved])).map((all) =>
      message('class.stop-early', all),
    ),
    ...(unknown.length === 0 ? [] : [message('stop.unknown', { what: unknown })]),
  ];
}

interface Total {
  readonly type: ResourceType;
  readonly count: number;
  readonly pricePerHour: number | null;
}

function totals(things: readonly Thing[]): readonly Total[] {
  const types = [...new Set(things.map(({ type }) => type))];
  return types.map((type) => {
    const prices = things.filter((thing) => thing.type === type).map((one) => one.pricePerHour);
    return { type, count: prices.length, pricePerHour: sum(prices) };
  });
}
