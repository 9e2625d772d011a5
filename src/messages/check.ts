import { text } from './text.ts';

type Unreadable =
  | 'not-json'
  | 'not-a-notebook'
  | 'bad-cell'
  | 'leads-out'
  | 'not-a-file'
  | 'unreadable'
  | 'missing'
  | 'too-large';
type Large = 'heavy' | 'long-cell' | 'too-many';

export const checkMessages = {
  'check.summary': text({
    en: () => 'what breaks, leaks or costs in a workshop',
    ko: () => '워크숍에서 깨지고, 남고, 요금이 나갈 곳 찾기',
  }),
  'check.argument': text({
    en: () => 'id of a lab, a folder or notebook, or the https address of a git repository',
    ko: () => '실습 id, 폴더나 노트북, 또는 git 저장소의 https 주소',
  }),
  'check.option-init': text({
    en: () => 'draft a lab.yaml from it',
    ko: () => 'lab.yaml 초안을 만듭니다',
  }),
  'check.option-out': text({
    en: () => 'with --init: where to write it (default: labs/<id>/lab.yaml)',
    ko: () => '--init 과 함께: 저장할 곳 (기본값: labs/<id>/lab.yaml)',
  }),
  'check.after-help': text({
    en: () =>
      'It only reads: nothing of the workshop is run.\nEnds with 0 when there is no error among the findings, else with 1. All rules: docs/check.md',
    ko: () =>
      '읽기만 합니다. 워크숍의 코드는 실행하지 않습니다.\n오류가 없으면 0, 있으면 1 로 끝납니다. 모든 규칙: docs/check.ko.md',
  }),
  'check.fetching': text<{ url: string }>({
    en: (p) => `Fetching ${p.url}`,
    ko: (p) => `${p.url} 받는 중`,
  }),
  'check.cell': text<{ cell: number }>({
    en: (p) => `cell ${p.cell}`,
    ko: (p) => `셀 ${p.cell}`,
  }),
  'check.line': text<{ line: number }>({
    en: (p) => `line ${p.line}`,
    ko: (p) => `${p.line}번째 줄`,
  }),
  'check.severity': text<{ severity: 'error' | 'warning' | 'info' }>({
    en: (p) => ({ error: 'error', warning: 'warning', info: 'note' })[p.severity],
    ko: (p) => ({ error: '오류', warning: '경고', info: '참고' })[p.severity],
  }),
  'check.nothing': text<{ notebooks: number }>({
    en: (p) => `Nothing found in ${notebooksEn(p.notebooks)}.`,
    ko: (p) => `노트북 ${p.notebooks}개에서 아무것도 발견하지 못했습니다.`,
  }),
  'check.count': text<{
    errors: number;
    warnings: number;
    notes: number;
    notebooks: number;
  }>({
    en: (p) =>
      `${counted(p.errors, 'error')}, ${counted(p.warnings, 'warning')}, ${counted(p.notes, 'note')} in ${notebooksEn(p.notebooks)}. Cells count from 0.`,
    ko: (p) =>
      `노트북 ${p.notebooks}개: 오류 ${p.errors}개, 경고 ${p.warnings}개, 참고 ${p.notes}개. 셀은 0부터 셉니다.`,
  }),
  'check.B1': text<{ is: Unreadable; detail: string }>({
    en: (p) =>
      ({
        'not-json': `This is no JSON, so no notebook: ${p.detail}`,
        'not-a-notebook': 'This is JSON, but no notebook: it has no list of cells.',
        'bad-cell': 'This cell is not as a cell of a notebook must be; it was not read.',
        'leads-out': 'This is a link that leads out of the folder; it was not read.',
        'not-a-file': 'This is no plain file; it was not read.',
        unreadable: `This file cannot be read: ${p.detail}`,
        missing: 'There is no such file in the repository.',
        'too-large': `This file has ${p.detail} MB; it was not read.`,
      })[p.is],
    ko: (p) =>
      ({
        'not-json': `JSON 이 아니어서 노트북이 아닙니다: ${p.detail}`,
        'not-a-notebook': 'JSON 이지만 셀 목록이 없어 노트북이 아닙니다.',
        'bad-cell': '노트북 셀의 형식이 아니어서 읽지 않았습니다.',
        'leads-out': '폴더 밖을 가리키는 링크여서 읽지 않았습니다.',
        'not-a-file': '일반 파일이 아니어서 읽지 않았습니다.',
        unreadable: `파일을 읽을 수 없습니다: ${p.detail}`,
        missing: '저장소에 이 파일이 없습니다.',
        'too-large': `파일이 ${p.detail} MB 여서 읽지 않았습니다.`,
      })[p.is],
  }),
  'check.B1-fix': text<{ is: Unreadable }>({
    en: (p) =>
      p.is === 'too-large'
        ? 'Clear its outputs (Jupyter: Edit, Clear Outputs of All Cells) and save it.'
        : 'Open it in Jupyter and save it anew, or take it out of the workshop.',
    ko: (p) =>
      p.is === 'too-large'
        ? '출력을 지우고 (Jupyter: Edit, Clear Outputs of All Cells) 저장하세요.'
        : 'Jupyter에서 열어 다시 저장하거나 워크숍에서 빼세요.',
  }),
  'check.B2': text<{ is: Large; detail: string }>({
    en: (p) =>
      ({
        heavy: `This notebook has ${p.detail} MB: Jupyter is slow to open and save it.`,
        'long-cell':
          'There is more code here than anybody writes; it was only searched as text, not read.',
        'too-many': `There are more than ${p.detail} files; the others were not read.`,
      })[p.is],
    ko: (p) =>
      ({
        heavy: `노트북이 ${p.detail} MB 입니다. Jupyter에서 열고 저장하는 데 오래 걸립니다.`,
        'long-cell': '사람이 쓴 것으로 보기에는 코드가 너무 길어 글자만 찾아보았습니다.',
        'too-many': `파일이 ${p.detail}개보다 많아 나머지는 읽지 않았습니다.`,
      })[p.is],
  }),
  'check.B2-fix': text<{ is: Large }>({
    en: (p) =>
      ({
        heavy: 'Clear its outputs before saving it.',
        'long-cell': 'Move data out of the code into a file.',
        'too-many': 'Check a folder of fewer files.',
      })[p.is],
    ko: (p) =>
      ({
        heavy: '출력을 지우고 저장하세요.',
        'long-cell': '데이터는 코드에서 파일로 옮기세요.',
        'too-many': '파일이 적은 폴더를 확인하세요.',
      })[p.is],
  }),
};

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function notebooksEn(count: number): string {
  return count === 1 ? 'one notebook' : `${count} notebooks`;
}
