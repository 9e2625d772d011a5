import { message } from '../../messages/message.ts';
import { namesOf } from '../names.ts';
import { entryOf, keyword } from '../python/expr.ts';
import type { Rule } from '../rule.ts';
import { sitesOf } from '../running.ts';
import { whereIs } from '../where.ts';

/** P2: a script to be completed here, while the job runs another copy out of a git repository. */
export const p2: Rule = {
  id: 'P2',
  severity: 'warning',
  *look(document, workshop) {
    const names = namesOf(document);
    for (const site of sitesOf(document)) {
      const config = keyword(site.call, 'git_config');
      const entry = keyword(site.call, 'entry_point');
      if (config === undefined || entry === undefined) continue;
      const [script = ''] = names.textsOf(entry, site);
      const file = script.slice(script.lastIndexOf('/') + 1);
      const here = workshop.documents.find(
        ({ kind, path }) => kind === 'script' && (path === file || path.endsWith(`/${file}`)),
      );
      if (here === undefined) continue;
      const given = config.kind === 'name' ? names.givenTo(config.name, site)[0]?.value : config;
      const repo = entryOf(given, 'repo');
      const [url = '?'] = repo === undefined ? [] : names.textsOf(repo, site);
      yield {
        ...whereIs(site.block, site.from),
        message: message('check.P2', { script: here.path, url }),
        fix: message('check.P2-fix'),
      };
    }
  },
};
