import type { Hono } from 'hono';
import { createActs } from '../../../src/classroom/door/acts.ts';
import type { BoardFacts } from '../../../src/classroom/board/board.ts';
import { boardOf } from '../../../src/classroom/board/board.ts';
import { createDoor } from '../../../src/classroom/door/app.ts';
import { createGuesses } from '../../../src/classroom/door/guesses.ts';
import type { ForeignForm } from '../../../src/classroom/door/own-form.ts';
import { createVisits } from '../../../src/classroom/door/visits.ts';
import { createWatch } from '../../../src/classroom/door/watch.ts';
import type { DoorCloud } from './door-cloud.ts';
import { group } from './door-cloud.ts';

const origin = 'https://door.example.ac.kr';

/** A door that is asked without a network, and what it tells. */
export interface TestDoor {
  readonly app: Hono;
  /** Where whoever asks is. */
  address: string;
  readonly troubles: unknown[];
  readonly opened: string[];
  /** Forms that were refused. */
  readonly foreign: ForeignForm[];
  /** What the board shows. */
  board: BoardFacts;
}

export const boardKey = 'key-of-the-board';

export function testDoor(cloud: DoorCloud, { isSecure = true } = {}): TestDoor {
  const now = () => Date.now();
  const door: TestDoor = {
    address: '192.0.2.1',
    troubles: [],
    opened: [],
    foreign: [],
    board: {
      group,
      at: new Date('2026-11-24T01:00:00Z'),
      members: [],
      notebooks: [],
      reports: new Map(),
      endpoints: null,
      opened: null,
      spent: null,
    },
    app: createDoor({
      group,
      lang: 'ko',
      secret: 'of this test',
      visits: createVisits({
        group,
        watch: createWatch(cloud.aws, group, ['us-east-1'], now),
        acts: createActs(cloud.aws),
        now,
        onTrouble: (error) => door.troubles.push(error),
      }),
      guesses: createGuesses(now),
      isSecure,
      board: { key: boardKey, read: async () => boardOf(door.board) },
      onTrouble: (error) => door.troubles.push(error),
      addressOf: () => door.address,
      firstNotebook: () => 'xgboost/1.ipynb',
      onOpened: ({ owner }) => door.opened.push(owner),
      onGuessing: () => undefined,
      onForeignForm: (form) => door.foreign.push(form),
    }),
  };
  return door;
}

/** A browser, as far as the door needs one: it keeps cookies. */
export function testBrowser({ app }: TestDoor, headers: Readonly<Record<string, string>> = {}) {
  const jar = new Map<string, string>();
  async function ask(
    path: string,
    init: { method?: string; body?: URLSearchParams } = {},
    from?: string,
  ) {
    const answer = await app.request(`${origin}${path}`, {
      ...init,
      headers: {
        'accept-language': 'en',
        ...headers,
        ...(from === undefined ? {} : { origin: from }),
        host: new URL(origin).host,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }
  const post = (path: string, form: Record<string, string> = {}, from = origin) =>
    ask(path, { method: 'POST', body: new URLSearchParams(form) }, from);
  return {
    jar,
    ask,
    post,
    enter: (code: string) => post('/enter', { code }),
    state: async () => (await ask('/state')).json() as Promise<Record<string, unknown>>,
  };
}
