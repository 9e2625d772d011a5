/** How long an endpoint may take to say what time it is. */
const timeoutMs = 10_000;

/**
 * What AWS's clock says, in an answer to a request without credentials; its resolution is a second.
 *
 * @param endpoint `https://sts.us-east-1.amazonaws.com`, or another endpoint than AWS's own
 * @returns AWS's time and this machine's at the same moment; undefined where nothing answers
 */
export async function readClocks(
  endpoint: string,
  now: () => Date,
  signal: AbortSignal,
): Promise<{ readonly theirs: Date; readonly ours: Date } | undefined> {
  try {
    const asked = now().getTime();
    const response = await fetch(endpoint, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const theirs = new Date(response.headers.get('date') ?? '');
    if (Number.isNaN(theirs.getTime())) return undefined;
    return { theirs, ours: new Date((asked + now().getTime()) / 2) };
  } catch {
    return undefined;
  }
}
