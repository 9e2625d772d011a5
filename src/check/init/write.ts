import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Document, isScalar } from 'yaml';
import { readLab } from '../../catalog/read-lab.ts';
import { LabsError } from '../../errors.ts';
import { message, render } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';

/** Where a draft goes: `./labs/<id>/lab.yaml`, or the file that was given. */
export function draftFile(cwd: string, id: string, out?: string): string {
  return out === undefined ? join(cwd, 'labs', id, 'lab.yaml') : resolve(cwd, out);
}

/** An id of a lab, from the folder of the file that was given, else from a name. */
export function draftId(name: string, out?: string): string {
  const folder = out === undefined ? '' : basename(dirname(resolve(out)));
  const from = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(folder) ? folder : name;
  const slug = from
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return slug || 'workshop';
}

/**
 * A draft as a lab.yaml, with remarks on what was guessed.
 *
 * @param file its name, for the error
 * @throws LabsError `lab.invalid` where it does not read back as a lab
 */
export function toYaml(draft: object, file: string, lang: Lang): string {
  const document = new Document(draft);
  document.commentBefore = remark('init.head', lang);
  for (const [path, code] of [
    [['title', 'ko'], 'init.guess-title'],
    [['minutes'], 'init.guess'],
    [['instance', 'type'], 'init.guess'],
  ] as const) {
    const node: unknown = document.getIn(path, true);
    if (isScalar(node)) node.comment = remark(code, lang);
  }
  const yaml = document.toString({ lineWidth: 100, flowCollectionPadding: false });
  readLab(yaml, file);
  return yaml;
}

function remark(code: 'init.head' | 'init.guess' | 'init.guess-title', lang: Lang): string {
  return render(message(code), lang).replace(/^/gm, ' ');
}

/**
 * Writes a draft where there is no file yet.
 *
 * @throws LabsError `check.exists`, `check.unwritable`
 */
export async function writeDraft(file: string, yaml: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, yaml, { flag: 'wx' });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') throw new LabsError('check.exists', { file }, { cause: error });
    throw new LabsError('check.unwritable', { file, reason: code }, { cause: error });
  }
}
