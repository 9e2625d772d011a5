import { createHash } from 'node:crypto';
import type { Aws } from '../aws/clients.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { chooseLabs, contentKernelOf, kernelOf, wishOf } from '../catalog/catalog.ts';
import { readContents } from '../catalog/content.ts';
import type { Lab } from '../catalog/schema.ts';
import { LabsError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import type { LocalAws } from '../local/index.ts';
import { insideOf, loggedCalls } from '../local/index.ts';
import { message } from '../messages/message.ts';
import { findExisting } from '../provision/existing.ts';
import type { ObservedSandbox } from '../provision/observe.ts';
import { planStart } from '../provision/start-plan.ts';
import { start } from '../provision/start.ts';
import { longestStackName, stackName } from '../sandbox/name.ts';
import type { Report } from '../sandbox/report.ts';
import type { Wish } from '../sandbox/wish.ts';
import { planTeardown } from '../teardown/plan.ts';
import type { Receipt } from '../teardown/receipt.ts';
import { runTeardown } from '../teardown/run.ts';
import { createdBy } from './created.ts';
import type { NotebookOutcome, Rehearsal } from './outcome.ts';
import { type Rehearsed, runNotebook } from './run-notebook.ts';
import { putSamples } from './samples.ts';
import { fixupsOf, kernelProblems, waitForAgent } from './wait-for-agent.ts';

/** Whose the sandboxes of rehearsals are. */
const rehearsalOwner = 'rehearsal';

const hours = 3_600_000;

/** What is rehearsed, and how. */
export interface RehearsalRequest {
  readonly lab: Lab;
  readonly account: string;
  readonly region: string;
  readonly notebooks: readonly Rehearsed[];
  /** Leaves the sandbox. */
  readonly keep: boolean;
}

export interface RehearsalOptions {
  readonly aws: Aws;
  readonly local: LocalAws;
  readonly host: Host;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/**
 * The lab as it is rehearsed: all of it, or only the notebooks that it brings itself, which then
 * waits for nobody's repository and for no other kernel.
 */
export function rehearsedLab(lab: Lab, onlyOwn: boolean): Lab {
  if (!onlyOwn) return lab;
  const runtime = { ...lab.runtime, packages: {} };
  return { ...lab, repos: [], notebooks: [], fixups: [], runtime };
}

/** The notebooks of a lab in order: those of its repositories, then its own; pure. */
export function notebooksOf(lab: Lab, only?: string): readonly Rehearsed[] {
  const theirs = lab.notebooks.map(({ path }) => ({ path, own: false, kernel: kernelOf(lab) }));
  const ours = (lab.content?.notebooks ?? []).map(({ path }) => ({
    path,
    own: true,
    kernel: contentKernelOf(lab),
  }));
  return [...theirs, ...ours].filter(({ path }) => only === undefined || path.includes(only));
}

/** What the sandbox of a lab's rehearsal is called: the lab's id, cut where a name has no room. */
export function rehearsalSandbox(id: string): string {
  const room = longestStackName - stackName({ owner: rehearsalOwner }).length - 1;
  if (id.length <= room) return id;
  const mark = createHash('sha256').update(id).digest('hex').slice(0, 4);
  return `${id.slice(0, room - 5).replace(/-$/, '')}-${mark}`;
}

/**
 * Rehearses a lab on the local AWS: starts it, runs its notebooks cell by cell, and takes it away.
 *
 * @throws LabsError as `start` does; the sandbox is then left, and a warning says how it goes
 */
export async function rehearse(
  request: RehearsalRequest,
  options: RehearsalOptions,
): Promise<Rehearsal> {
  const { lab, region } = request;
  const { aws, host, signal } = options;
  const started = options.now();
  const identity = { owner: rehearsalOwner, sandbox: rehearsalSandbox(lab.id) };
  const name = stackName(identity);
  try {
    const wish = wishOf([lab], { answers: true });
    const sandbox = await startSandbox(request, { ...identity, name }, wish, options);
    const asked = { wish, notebooks: request.notebooks };
    const report = await waitForAgent(aws, host, sandbox, asked, signal);
    const notebooks = await runAll(request, sandbox, report, options);
    const role = sandbox.stack.role?.split('/').at(-1) ?? '';
    const created = createdBy(await loggedCalls(options.local), role, started.toISOString());
    const receipt = request.keep ? null : await takeAway(sandbox, options);
    const seconds = Math.round((options.now().getTime() - started.getTime()) / 1000);
    const fixups = fixupsOf(report);
    return { lab: lab.id, sandbox: name, region, fixups, notebooks, created, receipt, seconds };
  } catch (error) {
    host.notify({ type: 'warning', message: message('rehearse.left', { name }) });
    signal.throwIfAborted();
    throw error;
  }

  async function takeAway({ stack }: ObservedSandbox, { now }: RehearsalOptions): Promise<Receipt> {
    const target = { name, account: request.account, region, stack };
    const plan = await planTeardown(aws, [target], { signal });
    const [receipt] = await runTeardown(aws, host, plan, { signal, now });
    if (receipt === undefined) throw new Error(`no receipt of ${name}`);
    return receipt;
  }
}

async function startSandbox(
  { lab, account, region }: RehearsalRequest,
  identity: { readonly name: string; readonly owner: string; readonly sandbox: string },
  wish: Wish,
  { aws, host, now, signal }: RehearsalOptions,
): Promise<ObservedSandbox> {
  const catalog: Catalog = [lab];
  const { existing } = await findExisting(aws, catalog, identity.name, region, host);
  const place = { ...identity, account, region };
  const wanted = {
    labs: [lab.id],
    for: 12 * hours,
    keep: 24 * hours,
    leaseTyped: true,
    keepEndpoints: true,
  };
  const plan = planStart(catalog, wanted, place, existing, now());
  const sandbox = await start(
    aws,
    host,
    { ...plan, wish },
    {
      signal,
      again: `\`labs rehearse ${lab.id}\``,
      wait: true,
      now,
      contents: () => readContents([lab]),
      async template() {
        const { synthesizeTemplate } = await import('../../lib/template.ts');
        return synthesizeTemplate(chooseLabs(catalog, [lab.id]));
      },
    },
  );
  if (sandbox === undefined) throw new Error('start did not wait');
  return sandbox;
}

/** Runs the notebooks one after the other; what failed in one does not keep the next from it. */
async function runAll(
  { region, notebooks }: RehearsalRequest,
  sandbox: ObservedSandbox,
  report: Report | undefined,
  { local, host, signal }: RehearsalOptions,
): Promise<readonly NotebookOutcome[]> {
  const problems = kernelProblems(notebooks, report);
  const instance = { region, name: sandbox.notebook?.name ?? '' };
  const inside = await insideOf(local, instance);
  if (inside === undefined) throw new LabsError('rehearse.not-running', instance);
  if (notebooks.some(({ own }) => !own)) await putSamples(host, local, inside, region, signal);
  const outcomes: NotebookOutcome[] = [];
  for (const notebook of notebooks) {
    const problem = problems.get(notebook.kernel);
    const { path, own } = notebook;
    if (problem !== undefined) {
      outcomes.push({ path, own, total: 0, cells: [], problem, seconds: 0 });
      continue;
    }
    const label = message('rehearse.notebook', { path });
    const say = (state: 'running' | 'done' | 'failed', done: number, total: number) =>
      host.notify({ type: 'task', id: path, state, message: label, done, total });
    const onCell = (done: number, total: number) => say('running', done, total);
    const outcome = await runNotebook(notebook, inside, { onCell, signal });
    const ran = outcome.cells.filter(({ state }) => state === 'ran').length;
    say(ran === outcome.total && ran > 0 ? 'done' : 'failed', ran, outcome.total);
    outcomes.push(outcome);
  }
  return outcomes;
}
