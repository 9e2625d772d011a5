import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { LabsError } from '../errors.ts';

/**
 * Reads a YAML file of ours or of an instructor.
 *
 * @param yaml its text
 * @param file its name, for the error
 * @throws LabsError `lab.invalid` with every problem and its line
 */
export function readYaml<S extends z.ZodType>(schema: S, yaml: string, file: string): z.output<S> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const line = broken.linePos?.[0].line ?? 1;
    throw new LabsError('lab.invalid', {
      problems: [`${file}:${line}: ${firstLine(broken.message)}`],
    });
  }

  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;

  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true) as { range?: [number] } | undefined;
      if (node?.range !== undefined) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  throw new LabsError('lab.invalid', {
    problems: result.error.issues.flatMap((issue) =>
      problemsOf(issue).map(({ path, text }) => `${file}:${lineOf(path)}: ${text}`),
    ),
  });
}

function problemsOf(issue: z.core.$ZodIssue): { path: PropertyKey[]; text: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      text: `unknown key "${[...issue.path, key].join('.')}"`,
    }));
  }
  return [{ path: issue.path, text: `${issue.path.join('.') || 'the file'}: ${issue.message}` }];
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.replace(/:$/, '');
}
