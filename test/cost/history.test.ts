import { describe, expect, test } from 'vitest';
import { formerEndpoints, notebookSeconds } from '../../src/cost/history.ts';
import { exactly } from '../../src/cost/observation.ts';

const at = new Date('2026-11-23T12:00:00Z');
const hour = 3600;

/** A time of that day, `HH:MM`. */
const time = (text: string) => new Date(`2026-11-23T${text}:00Z`);

function notebook(status: string, created: string, modified: string) {
  return { name: 'nb', status, createdAt: time(created), modifiedAt: time(modified) };
}

function events(...said: readonly [name: 'Start' | 'Stop', at: string, thing?: string][]) {
  return said.map(([name, when, thing = 'nb']) => ({
    name: `${name}NotebookInstance`,
    time: time(when),
    thing,
  }));
}

describe('how long a notebook was billed, with its history', () => {
  test.each([
    ['never stopped', notebook('InService', '08:00', '08:05'), events(), 4],
    [
      'stopped and started again, events in any order, a neighbour among them',
      notebook('InService', '06:00', '11:00'),
      events(['Start', '11:00'], ['Stop', '08:00'], ['Stop', '06:30', 'other']),
      3,
    ],
    ['stopped', notebook('Stopped', '06:00', '08:03'), events(['Stop', '08:00']), 2],
    [
      'stopped, which is not in the late history yet',
      notebook('Stopped', '06:00', '11:00'),
      events(),
      5,
    ],
    [
      'stopped twice in a row, by the schedule too',
      notebook('Stopped', '06:00', '08:00'),
      events(['Stop', '08:00'], ['Stop', '08:15']),
      2,
    ],
  ])('%s', (_, times, history, hours) => {
    expect(notebookSeconds(times, history, at)).toEqual(exactly(hours * hour));
  });
});

describe('how long a notebook was billed, without history', () => {
  test.each([
    ['in its first run', notebook('InService', '08:00', '08:06'), 4, 4],
    ['in a later run', notebook('InService', '06:00', '11:00'), 1, 6],
    ['stopped once or more often', notebook('Stopped', '06:00', '09:00'), 0, 3],
    ['that never came up', notebook('Failed', '08:00', '08:06'), 0.1, 0.1],
  ])('%s', (_, times, least, most) => {
    const range = notebookSeconds(times, undefined, at);
    expect(range.least).toBeCloseTo(least * hour);
    expect(range.most).toBeCloseTo(most * hour);
  });
});

test('endpoints that were made and deleted, also twice under one name', () => {
  const made = (thing: string, when: string, config: string) => ({
    name: 'CreateEndpoint',
    time: time(when),
    thing,
    config,
  });
  const deleted = (thing: string, when: string) => ({
    name: 'DeleteEndpoint',
    time: time(when),
    thing,
  });
  expect(
    formerEndpoints([
      deleted('a', '09:00'),
      made('a', '08:00', 'one'),
      made('a', '10:00', 'two'),
      deleted('a', '10:30'),
      made('still-there', '08:00', 'three'),
      deleted('older-than-the-history', '08:00'),
    ]),
  ).toEqual([
    { name: 'a', config: 'one', seconds: hour },
    { name: 'a', config: 'two', seconds: hour / 2 },
  ]);
});
