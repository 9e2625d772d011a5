import type { PythonCode } from '../python/code.ts';
import type { CallExpr, Expr } from '../python/expr.ts';
import { dotted, keyword, positional } from '../python/expr.ts';
import type { Command } from './commands.ts';
import { readShell } from './commands.ts';

const runners = new Set(['call', 'check_call', 'check_output', 'run', 'Popen', 'getoutput']);

/** Commands that Python hands to a shell: `os.system('…')`, `subprocess.run([…])`. */
export function commandsOfCalls({ calls }: PythonCode): readonly Command[] {
  return calls.flatMap(({ call }) => commandsOf(call));
}

function commandsOf(call: CallExpr): readonly Command[] {
  const path = dotted(call.callee) ?? '';
  const name = path.slice(path.lastIndexOf('.') + 1);
  const isShell = /^os\.(system|popen)$/.test(path) || path.endsWith('get_ipython.system');
  const isRunner = runners.has(name) && (path === name || path.startsWith('subprocess.'));
  if (!isShell && !isRunner) return [];
  const given = positional(call)[0] ?? keyword(call, 'args', 'cmd');
  if (given?.kind === 'items') return [{ words: given.items.map(wordOf) }];
  const text = given && textOf(given);
  return text === undefined ? [] : readShell(text);
}

function wordOf(expr: Expr): string {
  return textOf(expr) ?? `{${dotted(expr) ?? ''}}`;
}

/** A text, with `{}` for what is not known. */
function textOf(expr: Expr): string | undefined {
  if (expr.kind === 'string') return expr.value;
  if (expr.kind === 'template') {
    return expr.parts
      .map((part) => (typeof part === 'string' ? part : `{${dotted(part) ?? ''}}`))
      .join('');
  }
  if (expr.kind === 'binary') return textOf(expr.left);
  if (expr.kind === 'call' && expr.callee.kind === 'member') return textOf(expr.callee.object);
  return undefined;
}
