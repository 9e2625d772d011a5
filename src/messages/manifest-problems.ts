/** What is wrong with a line of a lab's file, in both languages. */
export interface Problem {
  readonly en: string;
  readonly ko: string;
}

/** What our own rules say of a value; zod has its own words for types and sizes. */
export const manifestProblems = {
  missing: { en: 'is missing', ko: '빠져 있습니다' },
  instanceType: {
    en: 'an ml.* instance type, such as ml.t3.medium',
    ko: 'ml.t3.medium 과 같은 인스턴스 유형이어야 합니다',
  },
  goneType: {
    en: 'not a type of notebook instances any more (ml.p2, ml.p3)',
    ko: '노트북 인스턴스에 더는 없는 유형입니다 (ml.p2, ml.p3)',
  },
  relativePath: {
    en: 'a path below the folder, without ..',
    ko: '폴더 아래의 경로여야 하고 .. 는 쓸 수 없습니다',
  },
  commit: {
    en: 'a full commit id of 40 hex digits',
    ko: '40자리 16진수 전체 커밋 id 여야 합니다',
  },
  folder: { en: 'a folder name', ko: '폴더 이름이어야 합니다' },
  action: {
    en: 'an action such as translate:TranslateText',
    ko: 'translate:TranslateText 와 같은 작업 이름이어야 합니다',
  },
  id: {
    en: 'lower-case letters, digits and hyphens',
    ko: '영어 소문자, 숫자, 붙임표만 쓸 수 있습니다',
  },
  item: {
    en: 'an item of the study list, such as S23',
    ko: 'S23 과 같은 학습 목록 항목이어야 합니다',
  },
  region: {
    en: 'a region such as us-east-1',
    ko: 'us-east-1 과 같은 리전이어야 합니다',
  },
  python: {
    en: 'a version such as "3.10", in quotes',
    ko: '따옴표로 묶은 "3.10" 과 같은 버전이어야 합니다',
  },
  kernel: {
    en: 'a kernel name such as conda_python3',
    ko: 'conda_python3 과 같은 커널 이름이어야 합니다',
  },
  package: {
    en: 'the name of a package such as scikit-learn',
    ko: 'scikit-learn 과 같은 패키지 이름이어야 합니다',
  },
  version: {
    en: 'an exact version such as "2.257.6", in quotes',
    ko: '따옴표로 묶은 "2.257.6" 과 같은 정확한 버전이어야 합니다',
  },
} as const satisfies Readonly<Record<string, Problem>>;

/** What the parts of a file say against each other. */
export const mismatches = {
  notANotebook: (path: string) => ({
    en: `"${path}" is not among the notebooks`,
    ko: `notebooks 에 "${path}" 항목이 없습니다`,
  }),
  noSuchFolder: (dir: string) => ({
    en: `no repository of this lab has the folder "${dir}"`,
    ko: `폴더가 "${dir}" 인 저장소가 이 실습에 없습니다`,
  }),
  twice: (name: string) => ({
    en: `"${name}" is there twice`,
    ko: `"${name}" 항목이 두 번 나옵니다`,
  }),
  cellOfNotebook: {
    en: 'a notebook needs a cell, and another file has none',
    ko: '노트북에는 셀 번호가 있어야 하고 다른 파일에는 없어야 합니다',
  },
  noInstances: (type: string, use: string) => ({
    en: `${type} runs on instances, but uses.${use} names none`,
    ko: `${type} 유형은 인스턴스에서 실행되는데 uses.${use} 값이 없습니다`,
  }),
  otherId: (id: string, folder: string) => ({
    en: `id "${id}" is not the folder's name "${folder}"`,
    ko: `id 와 폴더 이름이 다릅니다: "${id}", "${folder}"`,
  }),
  unknownKey: (key: string) => ({
    en: `unknown key "${key}"`,
    ko: `알 수 없는 키 "${key}"`,
  }),
  noEarlierItem: (id: string) => ({
    en: `no earlier item "${id}"`,
    ko: `앞에 "${id}" 항목이 없습니다`,
  }),
  noItem: (id: string) => ({ en: `no item "${id}"`, ko: `"${id}" 항목이 없습니다` }),
};
