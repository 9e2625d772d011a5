import type { Document, Workshop } from './document.ts';
import type { FunctionCode } from './python/code.ts';
import { programOf } from './read/commands.ts';
import { once, pythonOf, runningOf } from './running.ts';

/** The folder of a path, with its last slash; empty for one without a folder. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/**
 * The script that an import brings: beside the document, or in a folder below that it may have put
 * on `sys.path`.
 */
function moduleOf(workshop: Workshop, document: Document, module: string): Document | undefined {
  const base = folderOf(document.path);
  const path = module.replace(/^\.+/, '').replaceAll('.', '/');
  const { byPath, byFile } = scriptsOf(workshop);
  return (
    byPath.get(`${base}${path}.py`) ??
    byPath.get(`${base}${path}/__init__.py`) ??
    byFile
      .get(`${path.slice(path.lastIndexOf('/') + 1)}.py`)
      ?.find((script) => script.path.startsWith(base) && script.path.endsWith(`/${path}.py`))
  );
}

/** The scripts of a workshop, by path and by their file's name. */
const scriptsOf = once((workshop: Workshop) => {
  const byPath = new Map<string, Document>();
  const byFile = new Map<string, Document[]>();
  for (const document of workshop.documents) {
    if (document.kind !== 'script') continue;
    const { path } = document;
    byPath.set(path, document);
    const file = path.slice(path.lastIndexOf('/') + 1);
    const same = byFile.get(file) ?? [];
    same.push(document);
    byFile.set(file, same);
  }
  return { byPath, byFile };
});

/** A function of a helper module. */
export interface Helper {
  readonly script: Document;
  readonly code: FunctionCode;
}

/** The helper that a qualified name such as `p_utils.upload_s3` stands for. */
export function helperOf(
  workshop: Workshop,
  document: Document,
  qualified: string,
): Helper | undefined {
  const dot = qualified.lastIndexOf('.');
  if (dot === -1) return undefined;
  const script = moduleOf(workshop, document, qualified.slice(0, dot));
  const name = qualified.slice(dot + 1);
  const code = script?.blocks
    .flatMap(({ python }) => python.functions)
    .find((one) => one.name === name);
  return script === undefined || code === undefined ? undefined : { script, code };
}

/**
 * The scripts that notebooks import, or start, in their own kernel's environment. The others run in
 * a job's container, with libraries of their own, or not at all.
 */
const scriptsRunHere = once((workshop: Workshop): ReadonlySet<Document> => {
  const found = new Set<Document>();
  const open = workshop.documents.filter(({ kind }) => kind === 'notebook');
  for (let document = open.pop(); document !== undefined; document = open.pop()) {
    for (const script of [...importedBy(workshop, document), ...startedBy(workshop, document)]) {
      if (found.has(script)) continue;
      found.add(script);
      open.push(script);
    }
  }
  return found;
});

function importedBy(workshop: Workshop, document: Document): readonly Document[] {
  const modules = pythonOf(document).flatMap(({ python }) =>
    python.imports.flatMap(({ module, name }) =>
      name === undefined ? [module] : [module, `${module}.${name}`],
    ),
  );
  return [...new Set(modules)].flatMap((module) => moduleOf(workshop, document, module) ?? []);
}

function startedBy(workshop: Workshop, document: Document): readonly Document[] {
  const base = folderOf(document.path);
  const started = runningOf(document).flatMap(({ commands, magics }) => [
    ...commands.flatMap((command) => {
      const { program, args } = programOf(command);
      if (/\.(py|sh)$/.test(program))
        return [command.words.find((word) => word.endsWith(program))!];
      return /^python[\d.]*$|sys\.executable|^(ba)?sh$/.test(program)
        ? args.filter((arg) => !arg.startsWith('-')).slice(0, 1)
        : [];
    }),
    ...magics.flatMap(({ name, args }) =>
      name === 'run' ? args.filter((arg) => arg.endsWith('.py')).slice(0, 1) : [],
    ),
  ]);
  const { byPath } = scriptsOf(workshop);
  return started.flatMap((path) => byPath.get(base + path.replace(/^\.\//, '')) ?? []);
}

/** Whether a document's code runs in a notebook's own kernel, where the SDK and libraries matter. */
export function runsHere(workshop: Workshop, document: Document): boolean {
  return document.kind === 'notebook' || scriptsRunHere(workshop).has(document);
}
