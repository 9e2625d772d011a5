import PQueue from 'p-queue';

/** Lets what every instance does again and again take turns when there are many of them. */
export interface AgentQueue {
  /**
   * Runs something when its turn comes.
   *
   * @param instances how many there are now
   */
  run<T>(instances: number, action: () => Promise<T>): Promise<T>;
}

/** Up to this many instances, each runs its agent when it likes. */
export const freelyUpTo = 10;
/** Past that, this many agents run at once. */
export const atOnce = 4;

export function createAgentQueue(): AgentQueue {
  const queue = new PQueue();
  return {
    run(instances, action) {
      queue.concurrency = instances > freelyUpTo ? atOnce : Infinity;
      return queue.add(action);
    },
  };
}
