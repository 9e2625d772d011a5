import type { Aws } from '../../aws/clients.ts';
import type { NotebookSummary } from '../../aws/notebooks.ts';
import { listNotebooks } from '../../aws/notebooks.ts';
import type { Session } from '../../aws/session.ts';
import { regionsOf } from '../../catalog/catalog.ts';
import { message } from '../../messages/message.ts';
import type { Check, CheckContext, Finding } from '../check.ts';
import { finding, ok } from '../check.ts';
import type { InstanceNeed } from '../needs.ts';
import { needsOf } from '../needs.ts';
import type { Quota } from '../quotas.ts';
import { listQuotas, quotaName, quotaOf, readQuota, totalNotebooks } from '../quotas.ts';

/** Quotas of the instances that the labs' notebooks are and rent, in the region labs would use. */
export const quotas: Check = {
  id: 'quotas',
  group: 'labs',
  needs: 'account',
  run: async (context, session) => {
    const region = regionOf(context, session);
    const needs = needsOf(context.catalog, region);
    const [read, notebooks] = await Promise.all([
      reader(session.aws, region, context.signal),
      listNotebooks(session.aws, region),
    ]);
    const [total, judged] = await Promise.all([
      judgeTotal(read, notebooks, region),
      Promise.all(needs.map((need) => judge(read, need, notebooks, region))),
    ]);
    const found = [...total, ...judged.flatMap(({ findings }) => findings)];
    const unread = judged.filter(({ isUnread }) => isUnread).map(({ name }) => name);
    // A lab that can start is enough to begin with; the others' notebooks are only a warning.
    const types = judged.filter(({ need }) => need.use === 'notebook');
    const canStart = types.some(({ findings }) => findings.length === 0);
    const shown = found.map((one) => (canStart && !total.includes(one) ? softened(one) : one));
    // The local AWS knows some quotas only, and refuses nothing for the others.
    if (unread.length > 0 && !context.local)
      shown.push(finding('unknown', 'doctor.quotas-unread', { region, unread }));
    return shown.length > 0
      ? shown
      : [ok(message('doctor.quotas', { region, count: needs.length }))];
  },
};

/** The region of `--region` or of the person's settings where labs run in it, else the labs' first. */
function regionOf({ region, catalog }: CheckContext, { ambient }: Session): string {
  const works = regionsOf(catalog);
  const wanted = region ?? ambient?.region;
  return wanted !== undefined && works.includes(wanted) ? wanted : (works[0] ?? 'us-east-1');
}

interface ReadQuota {
  readonly value: number | undefined;
  readonly code: string | undefined;
}

type Reader = (name: string, known: Quota | undefined) => Promise<ReadQuota>;

/** Looks quotas up in the list of all, and one by one what it does not have. */
async function reader(aws: Aws, region: string, signal: AbortSignal): Promise<Reader> {
  const listed = await listQuotas(aws, region, signal).catch(() => undefined);
  return async (name, known) => {
    const found = listed?.get(name);
    if (found !== undefined) return found;
    const value = known === undefined ? undefined : await readQuota(aws, region, known);
    return { value, code: known?.code };
  };
}

async function judgeTotal(
  read: Reader,
  notebooks: readonly NotebookSummary[],
  region: string,
): Promise<readonly Finding[]> {
  const { name, code } = totalNotebooks;
  const { value: limit } = await read(name, totalNotebooks);
  const used = notebooks.length;
  if (limit === undefined || used < limit) return [];
  return [finding('problem', 'quota.full', { name, code, limit, used, region })];
}

/** Statuses in which a notebook instance does not count against the quota of its type. */
const notRunning = new Set(['Stopped', 'Failed', 'Deleting']);

interface Judged {
  readonly need: InstanceNeed;
  readonly name: string;
  readonly isUnread: boolean;
  readonly findings: readonly Finding[];
}

async function judge(
  read: Reader,
  need: InstanceNeed,
  notebooks: readonly NotebookSummary[],
  region: string,
): Promise<Judged> {
  const { use, type, count, labs } = need;
  const name = quotaName(use, type);
  const { value: limit, code } = await read(name, quotaOf(use, type));
  const judged = { need, name, isUnread: limit === undefined };
  if (limit === undefined) return { ...judged, findings: [] };
  const running = notebooks.filter(
    (notebook) => notebook.type === type && !notRunning.has(notebook.status),
  );
  const used = use === 'notebook' ? running.length : 0;
  if (used + count <= limit) return { ...judged, findings: [] };
  const is = use === 'notebook' ? 'problem' : 'warning';
  const short = { name, code, limit, used, needed: used + count, labs, region };
  return { ...judged, findings: [finding(is, 'doctor.quota-short', short)] };
}

function softened(found: Finding): Finding {
  return found.is === 'problem' ? { ...found, is: 'warning' } : found;
}
