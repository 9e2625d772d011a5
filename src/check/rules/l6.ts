import { message } from '../../messages/message.ts';
import { namesOf } from '../names.ts';
import type { Expr } from '../python/expr.ts';
import { within } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { sitesOf } from '../running.ts';
import { whereIs } from '../where.ts';

const limit = /^(train_)?max_run$|^max_runtime_in_seconds$|^MaxRuntimeInSeconds$/;
const tooLong = 24 * 3600;

/** L6: a job that may run for a day or more. */
export const l6: Rule = {
  id: 'L6',
  severity: 'warning',
  *look(document) {
    const names = namesOf(document);
    for (const site of sitesOf(document)) {
      const longest = limitsIn(site.call.args)
        .map((expr) => names.numberOf(expr, site) ?? 0)
        .reduce((a, b) => Math.max(a, b), 0);
      if (longest < tooLong || !Number.isFinite(longest)) continue;
      yield {
        ...whereIs(site.block, site.from),
        message: message('check.L6', { hours: Math.round(longest / 3600) }),
        fix: message('check.L6-fix'),
      };
    }
  },
};

/** Limits among the arguments of a call, and in the dictionaries of a request. */
function limitsIn(args: readonly { readonly name: string | undefined; readonly value: Expr }[]) {
  return args.flatMap(({ name, value }) => {
    if (name !== undefined && limit.test(name)) return [value];
    if (value.kind !== 'dict') return [];
    return [...within(value)].flatMap((part) =>
      part.kind === 'dict'
        ? part.entries
            .filter(({ key }) => key.kind === 'string' && limit.test(key.value))
            .map((entry) => entry.value)
        : [],
    );
  });
}
