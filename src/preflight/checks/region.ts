import { ambientRegion } from '../../aws/session.ts';
import { regionsOf } from '../../catalog/catalog.ts';
import { message } from '../../messages/message.ts';
import type { Check, CheckContext } from '../check.ts';
import { finding, ok } from '../check.ts';

/** The region that labs would use, held against those of the labs. */
export const region: Check = {
  id: 'region',
  group: 'labs',
  needs: 'nothing',
  run: async (context) => {
    const works = regionsOf(context.catalog);
    const [first = ''] = works;
    if (context.region !== undefined) {
      return works.includes(context.region)
        ? [runsIn(context, context.region)]
        : [finding('problem', 'doctor.region-typed', { region: context.region, works })];
    }
    // The local AWS has a region of its own.
    if (context.local) return [];
    const ambient = await ambientRegion(context.profile, context.env);
    if (ambient === undefined) return [finding('warning', 'doctor.region-unset', { first })];
    return works.includes(ambient.region)
      ? [runsIn(context, ambient.region)]
      : [finding('warning', 'doctor.region-elsewhere', { ...ambient, first })];
  },
};

function runsIn({ catalog }: CheckContext, name: string) {
  const count = catalog.filter((lab) => lab.regions.includes(name)).length;
  return ok(message('doctor.region', { region: name, count, total: catalog.length }));
}
