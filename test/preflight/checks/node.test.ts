import { expect, test } from 'vitest';
import { node } from '../../../src/preflight/checks/node.ts';
import { only, patient, read, readKorean } from '../patient.ts';

const found = (nodeVersion: string) => only(node, patient({ nodeVersion }));

test.each(['22.0.0', '22.14.0', '24.1.0'])('Node %s is fine', async (version) => {
  expect(read(await found(version))[0]).toBe('ok');
});

test.each(['18.20.4', '20.9.0', '20.18.3'])('Node %s is too old', async (version) => {
  const finding = await found(version);
  expect(read(finding)).toEqual([
    'problem',
    `Node ${version} is too old; labs needs 20.19.0 or newer.`,
    'Install the current LTS version from nodejs.org, or: nvm install --lts',
  ]);
  expect(readKorean(finding)).toEqual([
    `Node ${version} 버전은 너무 오래되었습니다. 20.19.0 이상이 필요합니다.`,
    'nodejs.org 에서 최신 LTS 를 설치하거나 실행하세요: nvm install --lts',
  ]);
});

test.each(['20.19.0', '21.7.3'])('Node %s will lose the support of the SDK', async (version) => {
  const finding = await found(version);
  expect(read(finding)).toEqual([
    'warning',
    `Node ${version} works, but the AWS SDK ends its support in January 2027.`,
    'Install Node 22 or newer before that: nvm install --lts',
  ]);
  expect(readKorean(finding)).toEqual([
    `Node ${version} 버전은 동작하지만 AWS SDK 지원이 2027년 1월에 끝납니다.`,
    '그 전에 Node 22 이상을 설치하세요: nvm install --lts',
  ]);
});
