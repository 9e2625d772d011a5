import { expect, test } from 'vitest';
import { readCell } from '../../../src/check/read/cell.ts';
import { programOf } from '../../../src/check/read/commands.ts';

function read(text: string) {
  return readCell(0, text, 'python');
}

/** The commands of a cell, each as its program and what it is given. */
function commandsOf(text: string): string[] {
  return read(text).commands.map((command) => {
    const { program, args } = programOf(command);
    return [program, ...args].join(' ');
  });
}

test.each([
  ['!ls -l', ['ls -l']],
  ['files = !ls *.csv', ['ls *.csv']],
  ['if x:\n    !rm a', ['rm a']],
  ['!{sys.executable} -m pip install -q x', ['{sys.executable} -m pip install -q x']],
  ['!pip install \\\n  a \\\n  b', ['pip install a b']],
  ['%pip install x', ['pip install x']],
  [
    '%%sh\n# first\nset -e\ncd x && docker build -t y . > log 2>&1',
    ['set -e', 'cd x', 'docker build -t y . > log 2>&1'],
  ],
  ['%%bash\nA=1 sudo -E apt install x; echo "a; b"', ['apt install x', 'echo a; b']],
  ['%%sh\ncat <<EOF\napt install x\nEOF\nls', ['cat <<EOF', 'ls']],
  ['subprocess.call(["pip", "install", name])', ['pip install {name}']],
  [
    'subprocess.check_call([sys.executable, "-m", "pip", "install", "x"])',
    ['{sys.executable} -m pip install x'],
  ],
  ['os.system(f"docker run {image}")', ['docker run {image}']],
  ['os.system("docker run {}".format(x))', ['docker run {}']],
])('commands of %j', (text, commands) => {
  expect(commandsOf(text)).toEqual(commands);
});

test.each([
  '# !pip install x',
  'x = "!pip install x"',
  '"""\n!pip install x\n"""',
  'a = b != c',
  '%%writefile a.sh\npip install x',
  '%%html\n!pip install x',
  '# subprocess.call(["pip", "install", "x"])',
  'client.run(["pip"])',
])('no command in %j', (text) => {
  expect(commandsOf(text)).toEqual([]);
});

test('a magic, also with a blank before its name', () => {
  expect(read('% matplotlib inline\nimport os\n%store -r a b').magics).toEqual([
    { name: 'matplotlib', args: ['inline'] },
    { name: 'store', args: ['-r', 'a', 'b'] },
  ]);
  expect(read('% matplotlib inline\nimport os').python.imports).toMatchObject([{ module: 'os' }]);
  expect(read('x = 7 % matplotlib').magics).toEqual([]);
});

test.each([
  ['%%time\nimport os', ['os']],
  ['%%time import os', ['os']],
  ['%%capture out\nimport os', ['os']],
  ['\n%%time\nimport os', ['os']],
  ['import os\n?os.path\nos.path??\nimport sys', ['os', 'sys']],
  ['x = (\n% 3\nimport os', ['os']],
  ['print "old"\nimport os', ['os']],
  ['x = <TO DO>\nimport os', ['os']],
  ['def f(:\n  return\nimport os', ['os']],
])('%j still imports', (text, modules) => {
  expect(read(text).python.imports.map(({ module }) => module)).toEqual(modules);
});

test('what is commented out, line by line or as a whole, is told apart', () => {
  const { python, commented } = read('# import a\n#import b\nimport c  # import d');
  expect(python.imports.map(({ module }) => module)).toEqual(['c']);
  expect(commented.imports.map(({ module }) => module)).toEqual(['a', 'b']);
});

test('a file that a cell writes is read as what it is, and does not run', () => {
  const { writes, language, python, commands } = read('%%writefile -a src/train.py\nimport os');
  expect({ writes, language, commands }).toEqual({
    writes: 'src/train.py',
    language: 'python',
    commands: [],
  });
  expect(python.imports).toMatchObject([{ module: 'os' }]);
  expect(read('%%writefile Dockerfile\nRUN pip install x').language).toBe('dockerfile');
});
