import { createHash } from 'node:crypto';

/** The look of the door and of the board: dark on light, above 7:1, large enough for a projector. */
export const doorStyle = `
:root { color-scheme: light; --ink: #14171f; --soft: #434b5c; --line: #c3c9d4; --paper: #fff; --back: #eef1f5; --act: #0b4fae; --bad: #9b1313; --good: #0c5c2b; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; font: clamp(1rem, .75rem + .75vw, 1.7rem)/1.55 system-ui, -apple-system, "Segoe UI", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; color: var(--ink); background: var(--back); word-break: keep-all; overflow-wrap: anywhere; }
main { width: min(31em, 100%); margin: auto; padding: 1.25rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.1rem, 4vw, 2.2rem); }
.class { margin: 0 0 .3rem; color: var(--soft); }
h1 { margin: 0 0 1.1rem; font-size: 1.6em; line-height: 1.25; }
label { display: block; font-weight: 650; margin-bottom: .25rem; }
input { width: 100%; font: 600 1.25em/1.3 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; letter-spacing: .04em; padding: .6rem .7rem; border: 2px solid var(--soft); border-radius: 9px; color: inherit; background: #fff; text-transform: uppercase; }
input[aria-invalid] { border-color: var(--bad); }
button { font: inherit; font-weight: 650; margin-top: 1rem; width: 100%; padding: .7rem 1rem; color: #fff; background: var(--act); border: 2px solid var(--act); border-radius: 9px; cursor: pointer; }
button:hover { background: #083b84; }
button.quiet { margin: .8rem 0 0; width: auto; padding: .25rem 0; background: none; border: 0; color: var(--act); text-decoration: underline; font-weight: 400; }
:focus-visible { outline: 3px solid #b25c00; outline-offset: 3px; border-radius: 4px; }
.hint { margin: .5rem 0 0; color: var(--soft); font-size: .9em; }
.error { margin: 0 0 1rem; padding: .6rem .8rem; border-left: 5px solid var(--bad); background: #fdf0f0; color: var(--bad); }
.steps { list-style: none; margin: 0 0 1.2rem; padding: 0; display: grid; gap: .35rem; }
.steps li { display: flex; gap: .6rem; align-items: baseline; color: var(--soft); }
.steps li::before { content: "○"; width: 1.2em; text-align: center; }
.steps li[data-is=done]::before { content: "✓"; color: var(--good); font-weight: 700; }
.steps li[aria-current] { color: var(--ink); font-weight: 650; }
.steps li[aria-current]::before { content: "●"; color: var(--act); }
progress { width: 100%; height: .8rem; accent-color: var(--act); }
#line { margin: .6rem 0 0; font-size: 1.08em; min-height: 3.1em; }
footer { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; justify-content: space-between; margin-top: 1rem; font-size: .95em; }
a { color: var(--act); }
[hidden] { display: none !important; }
`;

/** Asks how it goes, and goes on when it is time; without it the page refreshes itself. */
export const waitScript = `
const line = document.getElementById('line');
const rest = document.querySelectorAll('.steps, progress, #stays');
const say = (text) => { if (line.textContent !== text) line.textContent = text; };
function show(state) {
  say(state.line);
  for (const part of rest) part.hidden = state.is === 'closed';
  document.querySelectorAll('.steps li').forEach((step, at) => {
    if (at === state.step) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
    step.dataset.is = at < state.step ? 'done' : '';
  });
}
async function ask() {
  let pause = 3000;
  try {
    const answer = await fetch('/state', { cache: 'no-store' });
    if (answer.status === 401) return location.replace('/');
    const state = await answer.json();
    show(state);
    if (state.is === 'ready') return location.replace('/go');
    pause = state.pauseMs;
  } catch {
    say(line.dataset.offline);
  }
  setTimeout(ask, pause);
}
setTimeout(ask, 500);
`;

/** A source of a Content-Security-Policy that allows this very text and nothing else. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
