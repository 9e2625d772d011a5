import { defined } from '../../defined.ts';
import type { SandboxStack } from '../../aws/sandboxes.ts';
import type { Message } from '../../messages/message.ts';
import { message, render } from '../../messages/message.ts';
import type { Lang } from '../../messages/text.ts';
import type { Html } from '../pages/page.ts';
import { page, part, parts } from '../pages/page.ts';
import { doorStyle, waitScript } from './look.ts';
import type { Visit } from './visits.ts';

/** How a page of the door says how it goes. */
export interface VisitView {
  readonly is: 'wait' | 'ready' | 'closed';
  /** What is said, in the reader's language. */
  readonly line: string;
  /** Which of the three steps it is at. */
  readonly step: 0 | 1 | 2;
  /** When to ask again. */
  readonly pauseMs: number;
}

const steps = ['door.step-start', 'door.step-files', 'door.step-turn'] as const;

/** How it goes, for a reader. */
export function viewVisit(visit: Visit, lang: Lang): VisitView {
  const { line, step, is = 'wait' } = sayVisit(visit);
  const pauseMs = is === 'closed' ? 10_000 : 2_000;
  return { is, line: render(line, lang), step, pauseMs };
}

interface Said {
  readonly line: Message;
  readonly step: VisitView['step'];
  readonly is?: VisitView['is'];
}

function sayVisit(visit: Visit): Said {
  switch (visit.is) {
    case 'starting':
      return { line: message('door.starting', visit), step: 0 };
    case 'early':
      return { line: message('door.early', visit), step: 0 };
    case 'over':
      return { line: message('door.over', visit), step: 0, is: 'closed' };
    case 'broken':
      return { line: message('door.broken'), step: 0, is: 'closed' };
    case 'preparing':
      return { line: message('door.preparing', visit), step: 1 };
    case 'turn':
      return { line: message('door.turn', visit), step: 2 };
    case 'ready':
      return { line: message('door.ready'), step: 2, is: 'ready' };
    default:
      return { line: message(`door.${visit.is}`), step: 0 };
  }
}

/** The page on which a code is typed. */
export function codePage(
  group: string,
  lang: Lang,
  problem?: { readonly typed: string; readonly why: Message },
): string {
  const say = (sentence: Message) => render(sentence, lang);
  return shell(lang, {
    heading: message('door.heading'),
    about: message('door.title', { group }),
    body: part`${problem === undefined ? part`` : part`<p class="error" role="alert" id="problem">${say(problem.why)}</p>`}
<form method="post" action="/enter">
<label for="code">${say(message('door.code'))}</label>
<input id="code" name="code" required autofocus autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" maxlength="40" value="${problem?.typed ?? ''}" aria-describedby="hint${problem === undefined ? '' : ' problem'}"${problem === undefined ? part`` : part` aria-invalid="true"`}>
<p class="hint" id="hint">${say(message('door.code-hint'))}</p>
<button>${say(message('door.submit'))}</button>
</form>`,
  });
}

/** The page on which a student waits. */
export function waitPage(
  group: string,
  lang: Lang,
  { owner }: SandboxStack,
  view: VisitView,
  first: string | undefined,
): string {
  const say = (sentence: Message) => render(sentence, lang);
  const next = view.is === 'ready' ? '0;url=/go' : '3;url=/wait';
  const isClosed = view.is === 'closed' ? part` hidden` : part``;
  return shell(lang, {
    heading: message('door.waiting'),
    about: message('door.title', { group }),
    student: message('door.student', { id: owner }),
    head: part`<noscript><meta http-equiv="refresh" content="${next}"></noscript>`,
    script: waitScript,
    body: part`<ol class="steps"${isClosed}>${parts(steps.map((step, at) => stepPart(say(message(step)), at, view.step)))}</ol>
<progress aria-label="${say(message('door.progress'))}"${isClosed}></progress>
<p id="line" role="status" data-offline="${say(message('door.offline'))}">${view.line}</p>
<p class="hint" id="stays"${isClosed}>${say(message('door.stays'))}</p>
${first === undefined ? part`` : part`<p class="hint">${breakable(say(message('door.first', { notebook: first })))}</p>`}
<form method="post" action="/leave"><button class="quiet">${say(message('door.not-you'))}</button></form>`,
  });
}

/** A sentence with the name of a file in it, which may be broken where its words end. */
function breakable(text: string): Html {
  return parts(
    text.split(/(?<=_)/).map((piece, at) => (at === 0 ? part`${piece}` : part`<wbr>${piece}`)),
  );
}

function stepPart(name: string, at: number, current: number): Html {
  if (at === current) return part`<li aria-current="step">${name}</li>`;
  return at < current ? part`<li data-is="done">${name}</li>` : part`<li>${name}</li>`;
}

/** A page that only says something, and leads back to where a code is typed. */
export function noticePage(
  group: string,
  lang: Lang,
  { heading, why }: { readonly heading: Message; readonly why?: Message },
): string {
  const reason = why === undefined ? part`` : part`<p class="error">${render(why, lang)}</p>`;
  return shell(lang, {
    heading,
    about: message('door.title', { group }),
    body: part`${reason}<p><a href="/">${render(message('door.heading'), lang)}</a></p>`,
  });
}

function shell(
  lang: Lang,
  content: {
    readonly heading: Message;
    readonly about: Message;
    readonly student?: Message;
    readonly body: Html;
    readonly head?: Html;
    readonly script?: string;
  },
): string {
  const { heading, about, student, body, head, script } = content;
  const who = student === undefined ? '' : ` · ${render(student, lang)}`;
  return page({
    lang,
    title: `${render(heading, lang)} · ${render(about, lang)}`,
    style: doorStyle,
    ...defined({ head, script }),
    body: part`<main>
<div class="card">
<p class="class">${render(about, lang)}${who}</p>
<h1>${render(heading, lang)}</h1>
${body}
</div>
<footer>${languageLink(lang)}</footer>
</main>`,
  });
}

/** A link to the same page in the other language. */
export function languageLink(lang: Lang): Html {
  return lang === 'ko'
    ? part`<a href="?lang=en" lang="en" hreflang="en">English</a>`
    : part`<a href="?lang=ko" lang="ko" hreflang="ko">한국어</a>`;
}
