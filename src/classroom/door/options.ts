import type { Context } from 'hono';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Lang } from '../../messages/text.ts';
import type { Board } from '../board/board.ts';
import type { Guesses } from './guesses.ts';
import type { ForeignForm } from './own-form.ts';
import type { Visits } from './visits.ts';

/** What the door works with; nothing in it knows how the app is served. */
export interface DoorOptions {
  readonly group: string;
  /** Language of a reader whose browser names neither. */
  readonly lang: Lang;
  readonly visits: Visits;
  readonly guesses: Guesses;
  /** Signs a code in a student's browser, so that one that passed once is told from a guess. */
  readonly secret: string;
  /** Whether readers come over TLS, so that cookies are kept to it. */
  readonly isSecure: boolean;
  /** The instructor's side: the key opens the board. */
  readonly board: { readonly key: string; readonly read: () => Promise<Board> };
  /** A reader's network address. */
  readonly addressOf: (context: Context) => string;
  /** The notebook to begin with in a sandbox, if its labs are known. */
  readonly firstNotebook: (stack: SandboxStack) => string | undefined;
  /** Told of what went wrong in AWS. */
  readonly onTrouble: (error: unknown) => void;
  /** Told that a student was sent to their notebook. */
  readonly onOpened: (stack: SandboxStack) => void;
  /** Told that many wrong codes come from an address. */
  readonly onGuessing: (address: string) => void;
  /** Told of a form that no page of the door seems to have sent. */
  readonly onForeignForm: (form: ForeignForm) => void;
}
