/** A result as the one JSON document of `--json`. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
