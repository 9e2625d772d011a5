import type { parser } from '@lezer/python';
import type { PythonCode } from './code.ts';

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** What is collected while a text is read; {@link PythonCode} as it grows. */
export interface Collector {
  readonly text: string;
  readonly code: {
    -readonly [K in keyof PythonCode]: PythonCode[K] extends ReadonlySet<infer T>
      ? Set<T>
      : PythonCode[K] extends readonly (infer T)[]
        ? T[]
        : never;
  };
  /** How deep the reader is now. */
  depth: number;
}

/** Nobody nests as deep as this by hand; what is deeper is not looked into. */
const deepest = 200;

/** Runs a step one level deeper; undefined where that is too deep. */
export function deeper<T>(collector: Collector, step: () => T): T | undefined {
  if (collector.depth >= deepest) return undefined;
  collector.depth += 1;
  try {
    return step();
  } finally {
    collector.depth -= 1;
  }
}

/** The direct parts of a node. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

const notExpressions = new Set([
  'ArgList',
  'ArithOp',
  'AssignOp',
  'BitOp',
  'Comment',
  'CompareOp',
  'FormatConversion',
  'FormatSelfDoc',
  'LogicOp',
  'ParamList',
  'PropertyName',
  'TypeDef',
  'UpdateOp',
]);

/** Whether a node is an expression, and not a keyword, an operator or a bracket. */
export function isExpression({ name }: SyntaxNode): boolean {
  return /^[A-Z⚠]/.test(name) && !notExpressions.has(name);
}
