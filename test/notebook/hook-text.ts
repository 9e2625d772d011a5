import { hookHead } from '../../src/notebook/hooks.ts';

/** A hook as the instance gets it: `Fn::Sub` done on the head. */
export function hookText(body: string, values: Readonly<Record<string, string>>): string {
  const head = hookHead.replace(/\$\{([^}]*)\}/g, (_, name: string) => values[name]!);
  return head + body;
}
