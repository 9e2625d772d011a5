import type { Lang } from '../../messages/text.ts';
import { page, part, parts, type Html } from '../pages/page.ts';
import type { Card, CodeCard } from './cards.ts';
import { codesOf } from './cards.ts';

/** What every card of a class says. */
export interface HandoutFacts {
  readonly lang: Lang;
  readonly group: string;
  /** Titles of the labs in the reader's language. */
  readonly labs: readonly string[];
  /** Where the door is, once that is known. */
  readonly doorUrl?: string;
  /** When the class begins and where its clocks are, if it was said. */
  readonly begins?: { readonly at: Date; readonly timeZone: string };
}

const words = {
  en: {
    title: (group: string) => `Class ${group}: handouts`,
    print:
      'One card per student: print, cut along the lines, hand out. The codes are keys: keep this file to yourself.',
    number: 'Student number',
    begins: 'Begins',
    address: 'Address',
    code: 'Your code',
    steps: [
      'Open the address in a browser.',
      'Type your code. Capitals and hyphens do not matter.',
      'Wait until your notebook is ready; it opens by itself.',
    ],
    keep: 'The code opens your notebook and nobody else’s. Do not pass it on.',
  },
  ko: {
    title: (group: string) => `${group} 수업 안내 카드`,
    print:
      '학생마다 카드 한 장입니다. 인쇄해서 선을 따라 잘라 나눠 주세요. 코드는 열쇠와 같으니 이 파일은 혼자만 보관하세요.',
    number: '학번',
    begins: '시작',
    address: '주소',
    code: '나의 코드',
    steps: [
      '브라우저에서 위 주소를 엽니다.',
      '코드를 입력합니다. 대소문자와 하이픈은 상관없습니다.',
      '노트북이 준비될 때까지 기다리면 저절로 열립니다.',
    ],
    keep: '이 코드로는 내 노트북만 열립니다. 다른 사람에게 알려 주지 마세요.',
  },
} as const;

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", sans-serif; color: #111; background: #f3f4f6; word-break: keep-all; }
header { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem .5rem; }
h1 { font-size: 1.4rem; margin: 0 0 .4rem; }
main { max-width: 62rem; margin: 0 auto; padding: .5rem 1rem 2rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
article { background: #fff; border: 1px dashed #6b7280; border-radius: 8px; padding: 1rem 1.1rem; break-inside: avoid; display: flex; flex-direction: column; gap: .45rem; }
h2 { font-size: 1.15rem; margin: 0; overflow-wrap: anywhere; }
p, ol, dl { margin: 0; }
.class { color: #374151; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; }
dt { color: #4b5563; }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { grid-column: 1 / -1; font-weight: 650; }
.code { font: 700 1.45rem/1.3 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; letter-spacing: .04em; border: 2px solid #111; border-radius: 6px; padding: .3rem .6rem; text-align: center; white-space: nowrap; }
.blank { display: inline-block; min-width: 12rem; border-bottom: 1px solid #111; height: 1.2em; }
ol { padding-left: 1.3rem; }
.keep { font-size: .85rem; color: #374151; }
@media (max-width: 24rem) { .code { font-size: 1.15rem; } }
@media print {
  @page { size: A4; margin: 10mm; }
  body { background: #fff; font-size: 10pt; }
  header { display: none; }
  main { max-width: none; padding: 0; gap: 0; grid-template-columns: 1fr 1fr; }
  article { border-radius: 0; min-height: 67mm; margin: -0.5px; }
  .code { font-size: 17pt; }
}
`;

/** The handouts as a page to print: a card for each code, in the order of the roster. */
export function handoutPage(cards: readonly Card[], facts: HandoutFacts): string {
  const { lang, group } = facts;
  const say = words[lang];
  return page({
    lang,
    title: say.title(group),
    style,
    body: part`<header><h1>${say.title(group)}</h1><p>${say.print}</p></header>
<main>
${parts(codesOf(cards).map((card) => cardPart(card, facts)))}
</main>`,
  });
}

function cardPart(
  { person, code }: CodeCard,
  { lang, group, labs, doorUrl, begins }: HandoutFacts,
): Html {
  const say = words[lang];
  return part`<article>
<h2>${person.name ?? person.number}</h2>
<p class="class">${group} · ${labs.join(', ')}</p>
<dl>
${person.name === undefined ? parts([]) : part`<dt>${say.number}</dt><dd>${person.number}</dd>`}
${begins === undefined ? parts([]) : part`<dt>${say.begins}</dt><dd>${hour(begins, lang)}</dd>`}
<dt>${say.address}</dt><dd class="wide">${doorUrl === undefined ? part`<span class="blank"></span>` : part`<a href="${doorUrl}">${doorUrl}</a>`}</dd>
<dt>${say.code}</dt><dd></dd>
</dl>
<p class="code">${code}</p>
<ol>${parts(say.steps.map((step) => part`<li>${step}</li>`))}</ol>
<p class="keep">${say.keep}</p>
</article>
`;
}

function hour({ at, timeZone }: NonNullable<HandoutFacts['begins']>, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'ko' ? 'ko-KR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}
