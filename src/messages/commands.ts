/** How the reader calls this program, so that a command in a text can be typed as it stands. */
export interface Invocation {
  /** `labs`, or `npx labs` inside the clone. */
  readonly program: string;
  /** Options to repeat, each with a blank before it, such as ` --local`. */
  readonly options: string;
}

/**
 * Completes the commands of a text, which stand in backticks: `labs down` becomes
 * `npx labs down --local` for a reader who called it so.
 */
export function completeCommands(text: string, { program, options }: Invocation): string {
  return text.replace(
    /`labs([^`]*)`/g,
    (_, words: string) => `${program}${words}${/--help|^ local /.test(words) ? '' : options}`,
  );
}
