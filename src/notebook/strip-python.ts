/**
 * The agent's own Python without docstrings and comment lines, which a hook of 16,384 characters
 * has no room for. Every line left keeps its number, so a traceback points into the sources.
 *
 * Not a Python parser: it relies on how `ruff format` lays out the sources (a docstring begins
 * with `"""` alone at its indentation), and a test compares the syntax trees.
 */
export function stripPython(source: string): string {
  let inDocstring = false;
  const lines = source.split('\n').map((line) => {
    const text = line.trim();
    if (inDocstring) {
      inDocstring = !text.endsWith('"""');
      return '';
    }
    if (text.startsWith('"""')) {
      inDocstring = text.length < 6 || !text.endsWith('"""');
      return '';
    }
    return text.startsWith('#') ? '' : line;
  });
  return `${lines.join('\n').trimEnd()}\n`;
}
