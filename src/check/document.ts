import type { Command } from './read/commands.ts';
import type { Lexed } from './python/lex.ts';
import type { PythonCode } from './python/code.ts';

/** What a piece of source is written in; `other` is not looked into. */
export type Language = 'python' | 'shell' | 'dockerfile' | 'other';

/** A piece of source in one language: a code cell, a file that a cell writes, a script. */
export interface Block {
  /** Index of its cell among all cells of the notebook, from 0; null in a script. */
  readonly cell: number | null;
  readonly language: Language;
  /** As it is written. */
  readonly text: string;
  /** It only writes a file: `%%writefile train.py`. What is in it does not run here. */
  readonly writes?: string;
  /** Python that runs; nothing where the language is another. */
  readonly python: PythonCode;
  /** Python that is commented out, line by line. */
  readonly commented: PythonCode;
  /** Where comments and strings are; for Python only. */
  readonly lexed: Lexed | undefined;
  /** Commands of a shell: `!…`, `%%sh`, `%pip`, `os.system(…)`, `subprocess.run([…])`. */
  readonly commands: readonly Command[];
  /** `%store -r name`, `%run other.ipynb` and the like. */
  readonly magics: readonly Magic[];
}

/** A magic command of IPython on a line. */
export interface Magic {
  readonly name: string;
  readonly args: readonly string[];
}

/** The kernel that a notebook asks for. */
export interface Kernel {
  readonly name: string;
  readonly language: string;
}

/** A notebook, or a script beside the notebooks. */
export interface Document {
  /** From the folder that is checked, with `/` between its parts. */
  readonly path: string;
  readonly kind: 'notebook' | 'script';
  readonly blocks: readonly Block[];
  /** The kernel in its metadata, if it names one. */
  readonly kernel: Kernel | undefined;
  /** The instance type that Studio keeps in a notebook's metadata. */
  readonly instanceType: string | undefined;
  /** What is wrong with the file itself. */
  readonly faults: readonly Fault[];
  /** Texts of its headings, in order. */
  readonly headings: readonly string[];
}

/** Why a file, or a cell of it, could not be read, or not whole. */
export interface Fault {
  readonly is:
    | 'not-json'
    | 'not-a-notebook'
    | 'bad-cell'
    | 'leads-out'
    | 'not-a-file'
    | 'unreadable'
    | 'missing'
    | 'too-large'
    | 'heavy'
    | 'long-cell'
    | 'too-many';
  readonly cell?: number;
  /** Size in MB, a count, or what the parser said. */
  readonly detail?: string | number;
}

/** Everything that is checked together. */
export interface Workshop {
  readonly documents: readonly Document[];
}
