import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { agentArchive, agentModules } from '../../src/notebook/archive.ts';
import { base85 } from '../../src/notebook/base85.ts';
import { stripPython } from '../../src/notebook/strip-python.ts';
import { packageRoot } from '../../src/paths.ts';
import { basePython, pythonTimeout, runAgentCode } from './python.ts';

const dir = mkdtempSync(join(tmpdir(), 'labs-archive-'));
afterAll(() => rmSync(dir, { recursive: true }));

const parts = ['labs_agent', 'labs_prepare', 'labs_keep', 'labs_fit'] as const;
const modules = parts.flatMap((part) => agentModules(part));

test('the archive has every module of the agent and runs', { timeout: pythonTimeout }, async () => {
  const path = join(dir, 'agent.pyz');
  writeFileSync(path, agentArchive());
  const code = `
import json, sys, zipfile
archive = zipfile.ZipFile(json.load(sys.stdin))
print(json.dumps([archive.testzip(), {name: archive.read(name).decode() for name in archive.namelist()}]))
`;
  const texts = Object.fromEntries(modules.map((module) => [module.path, module.text]));
  expect(await runAgentCode(code, path)).toEqual([null, texts]);
  const sources = parts.flatMap((part) =>
    readdirSync(join(packageRoot, 'src/python/agent', part))
      .filter((name) => /\.(py|js)$/.test(name))
      .map((name) => `${part}/${name}`),
  );
  expect(Object.keys(texts).sort()).toEqual(['__main__.py', ...sources].sort());
  expect(execFileSync(await basePython(), [path, 'check'], { encoding: 'utf8' })).toBe(
    'labs agent 1\n',
  );
  expect(agentArchive().equals(agentArchive())).toBe(true);
});

test(
  'a module in the archive is its source without docstrings, line by line',
  { timeout: pythonTimeout },
  async () => {
    const code = `
import ast, json, os, sys

def tree(text):
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
                del body[0]
            if not body and not isinstance(node, ast.Module):
                body.append(ast.parse("pass").body[0])
    return [ast.dump(tree), [node.lineno for node in ast.walk(tree) if hasattr(node, "lineno") and not isinstance(node, ast.Pass)]]

different = []
for module in json.load(sys.stdin):
    if module["path"].endswith(".py") and module["path"] != "__main__.py":
        source = open(os.path.join(os.environ["PYTHONPATH"], module["path"])).read()
        if tree(source) != tree(module["text"]):
            different.append(module["path"])
print(json.dumps(different))
`;
    expect(await runAgentCode(code, modules)).toEqual([]);
    const all = modules.map((module) => module.text).join('\n');
    expect(all).not.toContain('Never a Python of somebody');
    expect(all.length).toBeGreaterThan(20_000);
  },
);

test('comments, docstrings and indentation go; texts stay', () => {
  const source = `"""A module.

More of it.
"""

TEXT = """
    # kept
    """


class Error(Exception):
    """Has nothing else."""


def function():
    # why
    """What."""
    return "#"
`;
  expect(stripPython(source)).toBe(`




TEXT = """
    # kept
    """


class Error(Exception):
 pass


def function():


 return "#"
`);
});

test("base 85 is that of Python's base64 module", { timeout: pythonTimeout }, async () => {
  const inputs = [0, 1, 2, 3, 4, 5, 100].map((length) =>
    Buffer.from(Array.from({ length }, (_, at) => (at * 151 + 200) % 256)),
  );
  const code = `
import base64, json, sys
print(json.dumps([base64.b85decode(text).hex() for text in json.load(sys.stdin)]))
`;
  expect(await runAgentCode(code, inputs.map(base85))).toEqual(
    inputs.map((bytes) => bytes.toString('hex')),
  );
});
