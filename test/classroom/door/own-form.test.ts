import { beforeAll, describe, expect, test } from 'vitest';
import { newCode } from '../../../src/classroom/door/code.ts';
import { describeForm } from '../../../src/classroom/door/own-form.ts';
import { doorCloud } from './door-cloud.ts';
import type { TestDoor } from './test-door.ts';
import { testDoor } from './test-door.ts';

/** What a browser does with a form. */
interface Browser {
  /** Whether it has Fetch Metadata: Chromium 76, Firefox 90, Safari 16.4. */
  readonly hasMetadata: boolean;
  /** Whether it sends an Origin with a form to the same origin. */
  readonly sendsOrigin: boolean;
}
const browsers: Readonly<Record<string, Browser>> = {
  'Chromium 140': { hasMetadata: true, sendsOrigin: true },
  'Safari 15': { hasMetadata: false, sendsOrigin: true },
  'Firefox 68': { hasMetadata: false, sendsOrigin: false },
};

/** The door as the reader's browser reaches it, and what a proxy before it makes of that. */
interface Place {
  readonly door: string;
  readonly proxy?: 'keeps Host' | 'rewrites Host' | 'rewrites Host, tells the old one';
}
const places: readonly Place[] = [
  { door: 'http://127.0.0.1:8810' },
  { door: 'http://localhost:8810' },
  { door: 'http://192.0.2.2:8810' },
  { door: 'http://door.class.test' },
  { door: 'http://door.class.test:8810' },
  { door: 'https://door.class.test' },
  { door: 'https://door.class.test:8443', proxy: 'keeps Host' },
  { door: 'https://door.class.test', proxy: 'rewrites Host' },
  { door: 'https://door.class.test', proxy: 'rewrites Host, tells the old one' },
  { door: 'http://door.class.test', proxy: 'rewrites Host, tells the old one' },
  { door: 'http://door.class.test', proxy: 'rewrites Host' },
];

/** Pages that send a form, by where they are; of an opaque origin is what a sandboxed frame shows. */
const attackers = [
  'https://evil.example/page',
  'http://evil.example/page',
  'opaque',
  'another port',
  'another name of the site',
] as const;

function attackerPage(attacker: (typeof attackers)[number], door: string): string | undefined {
  const { protocol, hostname } = new URL(door);
  if (attacker === 'opaque') return undefined;
  if (attacker === 'another port') return `${protocol}//${hostname}:9999/`;
  if (attacker === 'another name of the site') return `${protocol}//other.class.test/`;
  return attacker;
}

/**
 * Headers of a form as a browser sends them: Fetch standard, "append a request Origin header" and
 * "determine request's referrer"; Fetch Metadata, section 3.
 *
 * @param page that sends the form; undefined for one of an opaque origin
 */
function formHeaders(
  { hasMetadata, sendsOrigin }: Browser,
  { door, proxy }: Place,
  page: string | undefined,
  policy: string,
): Record<string, string> {
  const { origin, protocol, hostname, host } = new URL(door);
  const isOwn = page !== undefined && new URL(page).origin === origin;
  const isTrustworthy = protocol === 'https:' || /^(127\.|localhost$)/.test(hostname);
  const isSameSite = page !== undefined && new URL(page).hostname.endsWith(hostname.slice(-10));
  const site = isOwn ? 'same-origin' : isSameSite ? 'same-site' : 'cross-site';
  const isSilent = page === undefined || policy === 'no-referrer';
  const headers: Record<string, string> = {
    host: proxy?.startsWith('rewrites') ? '127.0.0.1:8810' : host,
    ...(isSilent ? {} : { referer: page }),
    ...(hasMetadata && isTrustworthy ? { 'sec-fetch-site': site } : {}),
    ...(proxy?.endsWith('the old one') ? { 'x-forwarded-host': host } : {}),
  };
  if (sendsOrigin || !isOwn) headers['origin'] = isSilent ? 'null' : new URL(page).origin;
  return headers;
}

const code = newCode();
let door: TestDoor;
let ownPolicy: string;

beforeAll(async () => {
  const cloud = doorCloud();
  cloud.add({ id: 's-kim', code, stopsAt: '2100-01-01T00:00:00Z' });
  door = testDoor(cloud);
  ownPolicy = (await door.app.request('/')).headers.get('referrer-policy') ?? '';
});

async function send(headers: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ code });
  return door.app.request('/enter', { method: 'POST', body, headers });
}

describe.each(Object.entries(browsers))('%s', (_, browser) => {
  test.each(places)('sends the form of the door’s own page: %j', async (place) => {
    const answer = await send(formHeaders(browser, place, `${place.door}/`, ownPolicy));
    // Nothing that such a browser sends tells the door's page from another's.
    const isUnknowable =
      place.proxy === 'rewrites Host' && !(browser.hasMetadata && place.door.startsWith('https:'));
    expect(answer.status).toBe(isUnknowable ? 403 : 303);
  });

  test.each(
    places.flatMap((place) =>
      attackers.flatMap((attacker) =>
        ['no-referrer', 'unsafe-url'].map((policy) => ({ attacker, policy, place })),
      ),
    ),
  )('is kept from sending it for $attacker, $policy: $place', async (row) => {
    const { attacker, policy, place } = row;
    const page = attackerPage(attacker, place.door);
    const answer = await send(formHeaders(browser, place, page, policy));
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

test.each([
  { origin: 'http://DOOR.class.test:80', host: 'door.class.test' },
  { origin: 'http://door.class.test', host: 'Door.Class.Test:80' },
  {
    origin: 'http://door.class.test',
    host: 'inner:1',
    'x-forwarded-host': 'inner, door.class.test',
  },
])('hosts are compared as browsers write them: %j', async (headers) => {
  expect((await send(headers)).status).toBe(303);
});

test.each([
  { host: 'door.class.test' },
  { origin: 'null', host: 'null' },
  { origin: 'http://evil.example', host: 'x@evil.example' },
  { origin: 'http://evil.example', host: 'evil.example.door' },
  { origin: 'http://door.class.test', host: 'door.class.test', 'sec-fetch-site': 'cross-site' },
])('what fits by half is refused: %j', async (headers) => {
  expect((await send(headers)).status).toBe(403);
});

test('the instructor hears which hosts did not fit, in characters that a terminal may show', () => {
  const headers: Record<string, string> = {
    origin: 'https://door.class.test',
    host: '127.0.0.1:8810',
    'x-forwarded-host': 'in\u009bner, other:8443',
  };
  expect(describeForm((name) => headers[name])).toEqual({
    from: 'door.class.test',
    to: '127.0.0.1:8810, ?, other:8443',
  });
});
