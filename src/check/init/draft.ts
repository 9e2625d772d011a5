import { defined } from '../../defined.ts';
import type { Lab } from '../../catalog/schema.ts';
import { creatableTypes } from '../../sandbox/creatables.ts';
import type { Message } from '../../messages/message.ts';
import { message, render } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';
import { cutTo } from '../../host/width.ts';
import { quotaOf } from '../../preflight/quotas.ts';
import { platformKernels, regionName } from '../facts/platform.ts';
import type { Workshop } from '../document.ts';
import type { Use } from '../instances.ts';
import type { Source } from '../open.ts';
import { plain } from '../report.ts';
import type { Finding } from '../rule.ts';
import { textsIn } from '../texts.ts';
import type { Needs } from './needs.ts';
import { needsOf } from './needs.ts';

/** What a draft is made of. */
export interface DraftInput {
  readonly id: string;
  readonly workshop: Workshop;
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
}

type Both = Lab['title'];

/** Regions that a lab without one in its code runs in. */
const anyRegions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'ap-northeast-2'];
const minutesPerNotebook = 15;
const mostStops = 3;
/** Columns. */
const longestStop = 160;

/** A lab.yaml as far as the notebooks tell, its keys in the order of the catalog. */
export function draftLab({ id, workshop, sources, findings }: DraftInput) {
  const notebooks = workshop.documents
    .filter(({ kind, blocks }) => kind === 'notebook' && blocks.length > 0)
    .map(({ path }) => path);
  const shown = notebooks.length > 0 ? notebooks : workshop.documents.map(({ path }) => path);
  const open = shown.find((path) => !isOptional(path)) ?? shown[0] ?? '';
  const needs = needsOf(workshop);
  const uses = Object.fromEntries(Object.entries(needs.uses).filter(([, list]) => list.length > 0));
  const main = shown.filter((path) => !isOptional(path)).length;
  return {
    id,
    title: titleOf(workshop, open, id),
    summary: inBoth(message('init.summary', { notebooks: shown.length, id })),
    section: 'Drafts',
    state: stateOf(findings),
    repos: sources.map(({ url, commit, dir, sparse }) => ({
      url,
      commit,
      dir,
      ...defined({ sparse }),
    })),
    open,
    notebooks: shown.map((path) => (isOptional(path) ? { path, optional: true } : { path })),
    instance: { type: 'ml.t3.medium', gib: 10 },
    regions: regionsOf(workshop),
    runtime: runtimeOf(workshop, findings),
    ...(needs.permissions.length === 0
      ? {}
      : { permissions: [{ actions: needs.permissions, resources: ['*'] }] }),
    creates: creatableTypes.filter((type) => needs.creates.includes(type)),
    ...(Object.keys(uses).length === 0 ? {} : { uses }),
    minutes: Math.max(1, main) * minutesPerNotebook,
    notes: notesOf(needs, findings),
  };
}

/** Names by which authors mark what may be left out, or was left lying. */
function isOptional(path: string): boolean {
  return /\boption(al)?\b|선택|(^|\/)(working|old|back(up)?|archived?|draft|test)s?\/|(^|\/)z\./i.test(
    path,
  );
}

function titleOf(workshop: Workshop, open: string, id: string): Both {
  const heading = workshop.documents.find(({ path }) => path === open)?.headings[0] ?? id;
  const text =
    plain(heading.replace(/[*_`]|<[^>]*>/g, ''))
      .trim()
      .slice(0, 120) || id;
  return { ko: text, en: text };
}

/** The first error of each notebook. What costs or leaks stops nothing. */
function stateOf(findings: readonly Finding[]) {
  const errors = findings.filter(
    ({ severity, rule }) => severity === 'error' && !rule.startsWith('L'),
  );
  if (errors.length === 0) return { is: 'ready' };
  const stopped = [...new Set(errors.map(({ notebook }) => notebook))];
  const first = stopped
    .slice(0, mostStops)
    .flatMap((path) => errors.find(({ notebook }) => notebook === path) ?? []);
  const say = (lang: Lang) =>
    [
      ...first.map(({ notebook, cell, message: said }) => {
        const where = `${fileOf(notebook)}${cell === null ? '' : ` [${cell}]`}`;
        return cutTo(plain(`${where}: ${render(said, lang)}`), longestStop);
      }),
      ...(errors.length > first.length
        ? [render(message('init.more', { count: errors.length - first.length }), lang)]
        : []),
    ].join(' ');
  return { is: 'partly', stops: { ko: say('ko'), en: say('en') } };
}

/** The regions in the code, for it works in no other; else any that workshops are tried in. */
function regionsOf({ documents }: Workshop): readonly string[] {
  const named = documents
    .filter(({ kind }) => kind === 'notebook')
    .flatMap((document) =>
      [...textsIn(document)]
        .filter(({ text, as }) => as === 'value' && regionName.test(text))
        .map(({ text }) => text),
    );
  return named.length === 0 ? anyRegions : [...new Set(named)];
}

function runtimeOf({ documents }: Workshop, findings: readonly Finding[]) {
  const kernels = documents.flatMap(({ kernel }) => kernel?.name ?? []);
  const known = kernels.filter((name) => platformKernels.has(name));
  const usesSdk2 = findings.some(({ rule }) => rule === 'S6');
  return {
    kernel: known[0] ?? 'conda_python3',
    python: '3.10',
    // The last version in which all names of SDK 1 that version 2 kept still work.
    ...(usesSdk2 ? { packages: { sagemaker: '2.142.0' } } : {}),
  };
}

/** How Service Quotas calls what an instance is rented for. */
const usages: Readonly<Record<Use, string>> = {
  training: 'training job',
  processing: 'processing job',
  transform: 'transform job',
  hosting: 'endpoint',
};

function notesOf(needs: Needs, findings: readonly Finding[]): readonly Both[] {
  const quotas = Object.entries(needs.uses).flatMap(([use, list]) =>
    list.map(({ type, count }) => {
      const quota = quotaOf(use as Use, type);
      const name = quota?.name ?? `${type} for ${usages[use as Use]} usage`;
      return `${name}: ${count}${quota === undefined ? '' : ` (${quota.code})`}`;
    }),
  );
  const leaks = new Set(
    findings.filter(({ rule }) => rule === 'L1').map(({ notebook }) => plain(fileOf(notebook))),
  );
  const longest = findings.some(({ rule }) => rule === 'L6');
  const isOrdered = findings.some(({ rule }) => rule === 'O1');
  const usesDocker = findings.some(({ rule }) => rule === 'R1');
  return [
    ...(quotas.length === 0 ? [] : [message('init.quotas', { quotas })]),
    ...(leaks.size === 0 ? [] : [message('init.leaks', { notebooks: [...leaks] })]),
    ...(needs.refused.length === 0 ? [] : [message('init.refused', { actions: needs.refused })]),
    ...(needs.untold.length === 0 ? [] : [message('init.untold', { types: needs.untold })]),
    ...(longest ? [message('init.long-jobs')] : []),
    ...(isOrdered ? [message('init.in-order')] : []),
    ...(usesDocker ? [message('init.docker')] : []),
  ].map(inBoth);
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function inBoth(sentence: Message): Both {
  return { ko: render(sentence, 'ko'), en: render(sentence, 'en') };
}
