import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { LabsError } from '../errors.ts';
import type { Problem } from '../messages/manifest-problems.ts';
import { manifestProblems, mismatches } from '../messages/manifest-problems.ts';

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

  const value: unknown = document.toJS();
  const result = schema.safeParse(value);
  if (result.success) return result.data;

  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true) as { range?: [number] } | undefined;
      if (node?.range !== undefined) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const inKorean = schema.safeParse(value, { error: z.locales.ko().localeError });
  throw new LabsError('lab.invalid', {
    problems: result.error.issues.flatMap((issue, at) =>
      problemsOf(issue, inKorean.error?.issues[at]?.message ?? issue.message).map(
        ({ path, en, ko }) => {
          const where = `${file}:${lineOf(path)}: `;
          return { en: where + en, ko: where + ko };
        },
      ),
    ),
  });
}

interface PlacedProblem extends Problem {
  readonly path: readonly PropertyKey[];
}

function problemsOf(issue: z.core.$ZodIssue, korean: string): readonly PlacedProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { path, ...mismatches.unknownKey(path.join('.')) };
    });
  }
  const key = issue.path.join('.') || '.';
  const { en, ko } = wordsOf(issue, korean);
  return [{ path: issue.path, en: `${key}: ${en}`, ko: `${key}: ${ko}` }];
}

function wordsOf(issue: z.core.$ZodIssue, korean: string): Problem {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return manifestProblems.missing;
  }
  const own: unknown = issue.code === 'custom' ? issue.params?.['ko'] : undefined;
  return { en: issue.message, ko: typeof own === 'string' ? own : korean };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.replace(/:$/, '');
}
