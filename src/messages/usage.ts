/** Commander's sentences about wrong use, which are English, and the same in Korean. */
const sentences: readonly (readonly [RegExp, (...found: readonly string[]) => string])[] = [
  [
    /^unknown command '(.+?)'(?: \(Did you mean (?:one of )?(.+?)\?\))?$/,
    (word, near) => `"${word}" 명령이 없습니다.${meant(near)}`,
  ],
  [
    /^unknown option '(.+?)'(?: \(Did you mean (?:one of )?(.+?)\?\))?$/,
    (word, near) => `${word} 옵션이 없습니다.${meant(near)}`,
  ],
  [/^missing required argument '(.+?)'$/, (name) => `<${name}> 자리에 적을 것이 빠졌습니다.`],
  [/^required option '(.+?)' not specified$/, (option) => `${option} 옵션이 빠졌습니다.`],
  [/^no command was given$/, () => '명령이 빠졌습니다.'],
  [/^option '(.+?)' argument missing$/, (option) => `${option} 옵션의 값이 빠졌습니다.`],
  [
    /value '(.+?)' is invalid for argument '.+?'\. Allowed choices are (.+?)\.$/,
    (given, choices) => `"${given}" 값은 쓸 수 없습니다. 다음 중 하나를 적으세요: ${choices}`,
  ],
  [
    /^too many arguments(?: for '(.+?)')?\. Expected (\d+) arguments? but got (\d+)/,
    (_, most, given) => `너무 많이 적었습니다: 최대 ${most}개인데 ${given}개입니다.`,
  ],
];

/** What is wrong with a command line, in Korean; what is not known stays as it came. */
export function usageInKorean(text: string): string {
  for (const [pattern, sentence] of sentences) {
    const found = pattern.exec(text);
    if (found !== null) return sentence(...found.slice(1));
  }
  return `잘못된 사용입니다: ${text}`;
}

/** Whether a length of time was written in several words, as in `labs extend 2 hours`. */
export function isTimeInWords(text: string): boolean {
  return text.startsWith("too many arguments for 'extend'");
}

function meant(near: string | undefined): string {
  return near === undefined ? '' : ` 혹시 ${near} 인가요?`;
}
