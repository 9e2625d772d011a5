/** The look of the board: for a projector, and narrow enough for a phone. */
export const boardStyle = `
:root { color-scheme: light; --ink: #14171f; --soft: #434b5c; --line: #c3c9d4; --back: #eef1f5; --act: #0b4fae; --bad: #9b1313; --good: #0c5c2b; --busy: #7a4300; }
* { box-sizing: border-box; }
body { margin: 0; padding: clamp(.8rem, 2vw, 2rem); font: clamp(.95rem, .75rem + .65vw, 1.6rem)/1.4 system-ui, -apple-system, "Segoe UI", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; color: var(--ink); background: var(--back); word-break: keep-all; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1.5rem; }
h1 { margin: 0; font-size: 1.5em; }
header p { margin: 0; color: var(--soft); }
#offline { color: var(--bad); font-weight: 650; }
dl { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1rem 0; }
dl div { background: #fff; border: 1px solid var(--line); border-left: 6px solid var(--soft); border-radius: 8px; padding: .35rem .9rem .35rem .7rem; min-width: 6.2em; }
dt { color: var(--soft); font-size: .85em; }
dd { margin: 0; font-size: 1.5em; font-weight: 700; font-variant-numeric: tabular-nums; }
@media (min-width: 75rem) {
  dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.4em, 1fr)); }
  dl [data-is=spent] { grid-column: span 2; }
  dd { font-size: 2.1em; line-height: 1.2; }
}
dl [data-is=running] { border-left-color: var(--good); }
dl [data-is=failed] { border-left-color: var(--bad); }
dl [data-is=starting], dl [data-is=making], dl [data-is=stopping], dl [data-is=leaving] { border-left-color: var(--busy); }
.scroll { overflow-x: auto; background: #fff; border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .8rem; white-space: nowrap; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-size: .85em; }
td.why { white-space: normal; min-width: 24em; color: var(--bad); overflow-wrap: anywhere; }
td[data-is=running] { color: var(--good); font-weight: 650; }
td[data-is=failed] { color: var(--bad); font-weight: 650; }
td[data-is=starting], td[data-is=making], td[data-is=stopping], td[data-is=leaving] { color: var(--busy); font-weight: 650; }
:focus-visible { outline: 3px solid #b25c00; outline-offset: 2px; }
a { color: var(--act); }
footer { margin-top: 1rem; }
[hidden] { display: none !important; }
`;

/** Takes the page's moving parts from a fresh page; without it the page refreshes itself. */
export const boardScript = `
const parts = ['at', 'counts', 'rows'].map((id) => document.getElementById(id));
const offline = document.getElementById('offline');
async function again() {
  try {
    const answer = await fetch('/board', { cache: 'no-store' });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.title = fresh.title;
    for (const part of parts) part.innerHTML = fresh.getElementById(part.id).innerHTML;
    offline.hidden = true;
  } catch {
    offline.hidden = false;
  }
  setTimeout(again, 5000);
}
setTimeout(again, 5000);
`;
