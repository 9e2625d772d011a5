import type { Lang } from './text.ts';

const checkNames = {
  node: { en: 'Node', ko: 'Node' },
  platform: { en: 'operating system', ko: '운영 체제' },
  git: { en: 'git', ko: 'git' },
  python: { en: 'Python', ko: '파이썬' },
  disk: { en: 'disk', ko: '디스크' },
  clock: { en: 'clock', ko: '시계' },
  credentials: { en: 'AWS account', ko: 'AWS 계정' },
  'root-keys': { en: 'root keys', ko: '루트 키' },
  permissions: { en: 'permissions', ko: '권한' },
  region: { en: 'region', ko: '리전' },
  quotas: { en: 'quotas', ko: '할당량' },
} as const;

/** What a check of doctor is called. */
export function checkName(check: string, lang: Lang): string {
  return checkNames[check as keyof typeof checkNames]?.[lang] ?? check;
}
