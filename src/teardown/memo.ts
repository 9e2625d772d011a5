/** Answers that are asked for once. */
export type Memo = Map<string, Promise<unknown>>;

/** Asks a question once; a failed answer is asked for again. */
export function remember<T>(memo: Memo, key: string, ask: () => Promise<T>): Promise<T> {
  const known = memo.get(key);
  if (known !== undefined) return known as Promise<T>;
  const answer = ask();
  memo.set(key, answer);
  answer.catch(() => memo.delete(key));
  return answer;
}
