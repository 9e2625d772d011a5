import { expect, test } from 'vitest';
import { creatableTypes } from '../../src/sandbox/creatables.ts';
import type { SageMakerType } from '../../src/sandbox/resource-types.ts';
import { sageMakerTypes } from '../../src/sandbox/resource-types.ts';
import { sweepers } from '../../src/teardown/registry.ts';
import type { Dependency } from '../../src/teardown/sweeper.ts';

function describe({ type, until, fresh, only }: Dependency): string {
  const whose = only === undefined ? type : `its own ${type}`;
  return `${whose} ${until}${fresh ? ', freshly seen' : ''}`;
}

test('what waits for what is pinned', () => {
  const pinned = Object.fromEntries(
    sweepers
      .filter(({ dependsOn }) => dependsOn !== undefined)
      .map(({ type, dependsOn = {} }) => [
        type,
        Object.fromEntries(
          Object.entries(dependsOn).map(([step, dependencies]) => [
            step,
            dependencies.map(describe),
          ]),
        ),
      ]),
  );
  expect(pinned).toMatchInlineSnapshot(`
    {
      "bucket": {
        "settle": [
          "notebook settled",
          "state-machine settled",
          "pipeline settled",
          "tuning-job settled",
          "training-job settled",
          "processing-job settled",
          "transform-job settled",
          "translation-job settled",
          "endpoint gone",
        ],
      },
      "ecr-repository": {
        "remove": [
          "training-job settled",
          "processing-job settled",
          "transform-job settled",
          "endpoint gone",
        ],
      },
      "endpoint": {
        "remove": [
          "its own log-group settled",
        ],
      },
      "endpoint-configuration": {
        "remove": [
          "endpoint gone",
        ],
      },
      "experiment": {
        "remove": [
          "trial gone",
        ],
      },
      "log-group": {
        "remove": [
          "its own endpoint gone",
        ],
      },
      "model": {
        "remove": [
          "endpoint-configuration gone",
          "transform-job settled",
        ],
      },
      "processing-job": {
        "remove": [
          "its own log-stream gone",
          "its own trial-component gone",
        ],
      },
      "stack": {
        "remove": [
          "notebook settled",
          "state-machine settled",
          "pipeline settled",
          "tuning-job settled",
          "training-job settled",
          "processing-job settled",
          "transform-job settled",
          "translation-job settled",
          "bucket settled",
          "endpoint gone, freshly seen",
        ],
      },
      "training-job": {
        "remove": [
          "state-machine settled",
          "pipeline settled",
          "tuning-job settled",
          "its own log-stream gone",
          "its own trial-component gone",
        ],
      },
      "trial": {
        "remove": [
          "trial-component gone",
        ],
      },
      "trial-component": {
        "remove": [
          "its own training-job settled",
          "its own processing-job settled",
          "its own transform-job settled",
        ],
      },
    }
  `);
});

test('no removal waits for what stands behind it in the registry', () => {
  const order = sweepers.map(({ type }) => type);
  for (const { type, dependsOn } of sweepers) {
    // What hangs on a thing may stand before it and still wait for it to go.
    const waits = [...(dependsOn?.settle ?? []), ...(dependsOn?.remove ?? [])].filter(
      ({ only }) => only !== 'parent',
    );
    for (const { type: first } of waits) {
      expect(`${first} before ${type}: ${order.indexOf(first) < order.indexOf(type)}`).toBe(
        `${first} before ${type}: true`,
      );
    }
  }
});

test('no milestone waits for itself', () => {
  const edges = new Map<string, string[]>();
  for (const { type, dependsOn } of sweepers) {
    const milestone = ({ type: on, until }: Dependency) => `${on} ${until}`;
    edges.set(`${type} settled`, (dependsOn?.settle ?? []).map(milestone));
    edges.set(`${type} gone`, [`${type} settled`, ...(dependsOn?.remove ?? []).map(milestone)]);
  }
  const reach = (from: string, seen: ReadonlySet<string>): boolean =>
    (edges.get(from) ?? []).some((next) => seen.has(next) || reach(next, new Set([...seen, next])));
  expect([...edges.keys()].filter((from) => reach(from, new Set([from])))).toEqual([]);
});

test('an endpoint goes before whatever holds its role, its logs before what names them', () => {
  const removal = (wanted: string) =>
    sweepers.find(({ type }) => type === wanted)?.dependsOn?.remove?.map(({ type }) => type) ?? [];
  expect(removal('stack')).toContain('endpoint');
  expect(removal('endpoint-configuration')).toContain('endpoint');
  expect(removal('model')).toContain('endpoint-configuration');
  for (const job of ['training-job', 'processing-job']) {
    for (const proved of ['log-stream', 'trial-component']) {
      expect(removal(job)).toContain(proved);
    }
  }
});

test('every type that a lab may make has a sweeper, and each answers for its create actions', () => {
  expect(sweepers.map(({ type }) => type)).toEqual(expect.arrayContaining([...creatableTypes]));
  const actions = sweepers.flatMap(({ creates }) => creates);
  expect(new Set(actions).size).toBe(actions.length);
  for (const type of creatableTypes) {
    const creates = sweepers.find((sweeper) => sweeper.type === type)?.creates ?? [];
    expect(creates).toEqual([expect.stringMatching(/^[a-z]+:(Create|Start)[A-Z]\w+$/)]);
  }
});

test('what AWS can delete has a remove, what it can stop a settle', () => {
  const sweepable = sweepers.flatMap((sweeper) => {
    const change = sageMakerTypes[sweeper.type as SageMakerType]?.change;
    if (change === undefined) return [];
    const can = (verb: string) => change.some((action) => action.startsWith(verb));
    const has = (step: 'remove' | 'settle') => sweeper[step] !== undefined;
    return [{ type: sweeper.type, can, has }];
  });
  expect(sweepable.filter(({ can, has }) => can('Delete') !== has('remove'))).toEqual([]);
  expect(sweepable.filter(({ can, has }) => can('Stop') && !has('settle'))).toEqual([]);
  expect(sweepable.map(({ type }) => type)).toEqual(
    expect.arrayContaining(Object.keys(sageMakerTypes)),
  );
});

test('what has no remove is a record or shared, what can run and only that has a settle', () => {
  const others = sweepers.filter(({ type }) => !(type in sageMakerTypes));
  const without = (step: 'remove' | 'settle') =>
    others.filter((sweeper) => sweeper[step] === undefined).map(({ type }) => type);
  expect(without('remove')).toEqual(['topics-job', 'translation-job', 'job-output']);
  expect(without('settle')).toEqual([
    'topics-job',
    'log-stream',
    'job-output',
    'ecr-repository',
    'stack',
  ]);
});
