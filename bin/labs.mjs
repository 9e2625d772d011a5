#!/usr/bin/env node
// npx keeps what it found the first time it was asked, also before `npm ci` has built the command.
import { existsSync } from 'node:fs';

const built = new URL('../dist/bin/labs.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write(
    'error: labs is not built yet (dist/ is missing).\n  Run this first: npm ci\n' +
      '오류: 아직 빌드되지 않았습니다 (dist/ 가 없습니다).\n  먼저 실행하세요: npm ci\n',
  );
  process.exitCode = 1;
}
