/**
 * The agent's own Python without docstrings and comment lines, indented by one blank: a hook of
 * 16,384 characters has no room for more. Every line keeps its number, so that a traceback points
 * into the sources.
 *
 * Not a Python parser: it relies on how `ruff format` lays out the sources; a test compares the
 * syntax trees.
 */
export function stripPython(source: string): string {
  let inside: 'code' | 'docstring' | 'string' = 'code';
  const lines = source.split('\n');
  const stripped = lines.map((line, at) => {
    const before = inside;
    const opens = line.split('"""').length % 2 === 0;
    const isDocstring = inside === 'code' && line.trim().startsWith('"""');
    if (opens) inside = before !== 'code' ? 'code' : isDocstring ? 'docstring' : 'string';
    if (before === 'string') return line;
    if (isDocstring) return isWholeBody(lines, at) ? `${shortIndent(line)}pass` : '';
    if (before === 'docstring' || line.trim().startsWith('#')) return '';
    return shortIndent(line) + line.trimStart();
  });
  return `${stripped.join('\n').trimEnd()}\n`;
}

function shortIndent(line: string): string {
  return ' '.repeat(indentOf(line) / 4);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Whether a docstring of one line is all that a class or function has. */
function isWholeBody(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at + 1).find((line) => line.trim() !== '') ?? '';
  return indentOf(next) < indentOf(lines[at]!);
}
