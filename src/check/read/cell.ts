import type { Block, Language, Magic } from '../document.ts';
import { emptyCode } from '../python/code.ts';
import type { Lexed } from '../python/lex.ts';
import { lex } from '../python/lex.ts';
import { readPython } from '../python/read-python.ts';
import { maskPlaceholders } from '../python/placeholders.ts';
import type { Command } from './commands.ts';
import { readShell } from './commands.ts';
import { commandsOfCalls } from './call-commands.ts';

/** Cell magics before code that is Python all the same. */
const stillPython = new Set(['time', 'timeit', 'capture', 'prun', 'python', 'python3', 'memit']);
const shells = new Set(['sh', 'bash', 'script', 'cmd', 'system', 'sx', '!']);

/**
 * Reads the code of a cell. Nothing of it is run.
 *
 * @param parses false for more code than anybody writes: then it is only searched as text
 */
export function readCell(cell: number, text: string, language: string, parses = true): Block {
  const [, magic, rest = ''] = /^\s*%%(\S+)(.*)/.exec(text) ?? [];
  const body = text.slice(text.indexOf('\n', text.indexOf('%%')) + 1);
  if (magic === undefined) {
    return language === 'python'
      ? pythonBlock(cell, text, { parses })
      : { ...plain(cell, text), language: 'other' };
  }
  if (stillPython.has(magic)) {
    // `%%time x = f()` times what stands behind it on the line, `%%capture out` names something.
    const isStatement = magic === 'time' && rest.trim() !== '';
    const code = text.includes('\n') ? body : '';
    return pythonBlock(cell, isStatement ? `${rest.trim()}\n${code}` : code, { parses });
  }
  if (magic === 'writefile' || magic === 'file') {
    const file =
      rest
        .trim()
        .split(/\s+/)
        .at(-1)
        ?.replace(/^["']|["']$/g, '') ?? '';
    return fileBlock(cell, file, body, parses);
  }
  if (shells.has(magic)) return shellBlock(cell, body);
  return { ...plain(cell, text), language: 'other' };
}

/** Reads a script that lies beside the notebooks. */
export function readScript(path: string, text: string): Block {
  const language = languageOf(path);
  if (language === 'python') return pythonBlock(null, text, { hasMagics: false });
  return language === 'shell' ? shellBlock(null, text) : { ...plain(null, text), language };
}

/** What a file is written in, by its name. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.py')) return 'python';
  if (name.endsWith('.sh')) return 'shell';
  return /^dockerfile|\.dockerfile$/i.test(name) ? 'dockerfile' : 'other';
}

/** A file that a cell writes: read like a script, but its commands do not run here. */
function fileBlock(cell: number, file: string, text: string, parses: boolean): Block {
  const language = languageOf(file);
  const block =
    language === 'python'
      ? pythonBlock(cell, text, { hasMagics: false, parses })
      : plain(cell, text);
  return { ...block, language, writes: file, commands: [] };
}

function plain(cell: number | null, text: string): Block {
  return {
    cell,
    language: 'other',
    text,
    python: emptyCode,
    commented: emptyCode,
    lexed: undefined,
    commands: [],
    magics: [],
  };
}

function shellBlock(cell: number | null, text: string): Block {
  return { ...plain(cell, text), language: 'shell', commands: readShell(text) };
}

function pythonBlock(
  cell: number | null,
  text: string,
  { hasMagics = true, parses = true }: { hasMagics?: boolean; parses?: boolean },
): Block {
  const lexed = lex(text, hasMagics);
  const python = parses ? readPython(maskPlaceholders(lexed.python)) : emptyCode;
  return {
    ...plain(cell, text),
    language: 'python',
    python,
    commented: parses ? readPython(commentedCode(text, lexed)) : emptyCode,
    lexed,
    commands: [...commandsOfLines(lexed), ...commandsOfCalls(python)],
    magics: magicsOf(lexed),
  };
}

/** The lines that are comments from their first character on, without their marks. */
function commentedCode(text: string, { comments }: Lexed): string {
  return comments
    .filter(({ from }) => text.slice(text.lastIndexOf('\n', from - 1) + 1, from).trim() === '')
    .map(({ from, to }) => text.slice(from, to).replace(/^#+ ?/, ''))
    .join('\n');
}

/** Magics that hand a line to a program. */
const programs = new Set(['pip', 'conda']);
const runs = new Set(['system', 'sx', 'sh', 'bash']);

function commandsOfLines({ escapes }: Lexed): readonly Command[] {
  return escapes.flatMap(({ escape, text }) => {
    if (escape === '!') return readShell(text.replace(/^!/, ''));
    const [name = '', ...rest] = text.trim().split(/\s+/);
    if (programs.has(name)) return readShell(text);
    return runs.has(name) ? readShell(rest.join(' ')) : [];
  });
}

function magicsOf({ escapes }: Lexed): readonly Magic[] {
  return escapes
    .filter(({ escape }) => escape === '%')
    .map(({ text }) => {
      const [name = '', ...args] = text.trim().split(/\s+/);
      return { name, args };
    });
}
