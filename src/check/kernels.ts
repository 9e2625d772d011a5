import type { Document } from './document.ts';
import { kernelFrameworks } from './facts/platform.ts';
import { pythonOf } from './running.ts';

/** The modules that a notebook imports and that only the kernel it names would bring. */
export function frameworksImported(document: Document): readonly string[] {
  const { name = '' } = document.kernel ?? {};
  const brought = kernelFrameworks
    .filter(({ word }) => word.test(name))
    .flatMap((one) => one.modules);
  const imported = pythonOf(document).flatMap(({ python }) =>
    python.imports.map(({ module }) => module.split('.', 1)[0] ?? ''),
  );
  return [...new Set(imported)].filter((module) => brought.includes(module));
}

/** What a kernel is called for a person: of an image of Studio, its name without the ARN. */
export function shownKernel(name: string): string {
  return name.replace(/^.*:image\//, '');
}
