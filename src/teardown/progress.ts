import type { Host } from '../host/host.ts';
import { message } from '../messages/message.ts';
import type { ResourceType } from '../sandbox/resource-types.ts';
import { sweepers } from './registry.ts';
import type { Thing } from './thing.ts';
import type { World } from './world.ts';

/** Tells a host how a sweep goes: a task for each type, told of when something changed. */
export interface Progress {
  show(world: World): void;
  lookingAgain(state: 'running' | 'done' | 'failed'): void;
  /** What is not done by now has failed. */
  end(world: World): void;
}

export function createProgress(host: Host): Progress {
  const told = new Map<ResourceType, string>();

  function tell(world: World, hasEnded: boolean): void {
    for (const { type } of sweepers) {
      const things = [...world.tracks.values()]
        .map(({ thing }) => thing)
        .filter((thing) => thing.type === type && thing.state.is !== 'kept');
      if (things.length === 0) continue;
      const done = things.filter(({ state }) => state.is === 'gone').length;
      const total = things.length;
      const status = statusOf(things);
      const state = done === total ? 'done' : hasEnded ? 'failed' : 'running';
      const line = `${state} ${done} ${total} ${status}`;
      if (told.get(type) === line) continue;
      told.set(type, line);
      host.notify({
        type: 'task',
        id: `down-${type}`,
        state,
        message: message('down.task', { type, status }),
        done,
        total,
      });
    }
  }

  return {
    show: (world) => tell(world, false),
    lookingAgain: (state) => {
      host.notify({
        type: 'task',
        id: 'down-second-look',
        state,
        message: message('down.looking-again'),
      });
    },
    end: (world) => tell(world, true),
  };
}

/** AWS's word for what is under way, of the first thing that is; empty where nothing is. */
function statusOf(things: readonly Thing[]): string {
  const passing = things.find(
    ({ state, stage }) => state.is !== 'gone' && (stage === 'changing' || stage === 'leaving'),
  );
  return passing?.status ?? '';
}
