#!/usr/bin/env node
// Plain and early: an older Node fails while it loads what `labs` is made of.
import { existsSync, readFileSync } from 'node:fs';

const [needed] = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).engines.node.match(/\d+\.\d+/);
// npx keeps what it found the first time it was asked, also before `npm ci` has built the command.
const built = new URL('../dist/bin/labs.js', import.meta.url);
if (isOlder(process.versions.node, needed)) {
  say(
    `error: labs needs Node.js ${needed} or later; this is ${process.versions.node}.`,
    'Install a newer one (https://nodejs.org), then run the same command again.',
    `오류: labs 에는 Node.js ${needed} 이상이 필요한데, 지금은 ${process.versions.node} 입니다.`,
    '새 버전을 설치한 뒤 (https://nodejs.org) 같은 명령을 다시 실행하세요.',
  );
} else if (existsSync(built)) {
  await import(built.href);
} else {
  say(
    'error: labs is not built yet (dist/ is missing).',
    'Run this first: npm ci',
    '오류: 아직 빌드되지 않았습니다 (dist/ 가 없습니다).',
    '먼저 실행하세요: npm ci',
  );
}

function say(what, todo, whatInKorean, todoInKorean) {
  process.stderr.write(`${what}\n  ${todo}\n${whatInKorean}\n  ${todoInKorean}\n`);
  process.exitCode = 1;
}

function isOlder(version, than) {
  const [major, minor] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = than.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}
