import { failure } from './text.ts';

/** What is wrong with a line of a roster; lines count from 1, as an editor shows them. */
export type RosterProblem =
  | { readonly is: 'id-missing'; readonly line: number }
  | { readonly is: 'id-empty-slug'; readonly line: number; readonly given: string }
  | { readonly is: 'id-number-mangled'; readonly line: number; readonly given: string }
  | { readonly is: 'id-date-mangled'; readonly line: number; readonly given: string }
  | {
      readonly is: 'id-zeros-lost';
      readonly line: number;
      readonly given: string;
      readonly digits: number;
    }
  | {
      readonly is: 'id-too-long';
      readonly line: number;
      readonly given: string;
      readonly longest: number;
    }
  | {
      readonly is: 'id-twice';
      readonly line: number;
      readonly given: string;
      readonly other: string;
      readonly otherLine: number;
    }
  | { readonly is: 'type-invalid'; readonly line: number; readonly given: string }
  | { readonly is: 'type-gone'; readonly line: number; readonly given: string }
  | { readonly is: 'quote-open'; readonly line: number };

/** Beyond these the rest is counted: a column that Excel mangled is wrong in every line. */
const mostShown = 20;

const mangled = new Set<RosterProblem['is']>([
  'id-number-mangled',
  'id-date-mangled',
  'id-zeros-lost',
]);

function sentenceEn(problem: RosterProblem): string {
  switch (problem.is) {
    case 'id-missing':
      return 'there is no student number';
    case 'id-empty-slug':
      return `"${problem.given}" has no Latin letter or digit, so it cannot name anything in AWS`;
    case 'id-number-mangled':
      return `"${problem.given}" is a number that Excel has shortened`;
    case 'id-date-mangled':
      return `"${problem.given}" looks like a date that Excel has made of a number`;
    case 'id-zeros-lost':
      return `"${problem.given}" is shorter than the others' ${problem.digits} digits: zeros in front are lost`;
    case 'id-too-long':
      return `"${problem.given}" is too long; ${problem.longest} characters are left beside the class's name`;
    case 'id-twice':
      return `"${problem.given}" and "${problem.other}" of line ${problem.otherLine} are the same student`;
    case 'type-invalid':
      return `"${problem.given}" is no instance type such as ml.t3.medium`;
    case 'type-gone':
      return `"${problem.given}" is no type of notebook instances any more`;
    case 'quote-open':
      return 'a quotation mark is opened and never closed';
    default:
      return unreachable(problem);
  }
}

function sentenceKo(problem: RosterProblem): string {
  switch (problem.is) {
    case 'id-missing':
      return '학번이 없습니다';
    case 'id-empty-slug':
      return `"${problem.given}" 에는 영문자나 숫자가 없어 AWS 이름으로 쓸 수 없습니다`;
    case 'id-number-mangled':
      return `"${problem.given}" 값은 Excel이 줄여 쓴 숫자입니다`;
    case 'id-date-mangled':
      return `"${problem.given}" 값은 Excel이 날짜로 바꾼 것 같습니다`;
    case 'id-zeros-lost':
      return `"${problem.given}" 값은 다른 학번의 ${problem.digits}자리보다 짧습니다. 앞의 0 이 사라졌습니다`;
    case 'id-too-long':
      return `"${problem.given}" 값은 너무 깁니다. 수업 이름을 빼면 ${problem.longest}자까지 가능합니다`;
    case 'id-twice':
      return `${problem.otherLine}번째 줄과 같은 학생입니다: "${problem.given}", "${problem.other}"`;
    case 'type-invalid':
      return `"${problem.given}" 값은 ml.t3.medium 같은 인스턴스 유형이 아닙니다`;
    case 'type-gone':
      return `"${problem.given}" 값은 이제 노트북 인스턴스로 쓸 수 없는 유형입니다`;
    case 'quote-open':
      return '따옴표가 열린 뒤 닫히지 않았습니다';
    default:
      return unreachable(problem);
  }
}

function unreachable(problem: never): never {
  throw new Error(`no sentence for ${JSON.stringify(problem)}`);
}

function linesOf(
  problems: readonly RosterProblem[],
  say: (problem: RosterProblem) => string,
  more: (count: number) => string,
): string {
  const shown = problems.slice(0, mostShown).map((problem) => `  ${say(problem)}`);
  const rest = problems.length - shown.length;
  return [...shown, ...(rest > 0 ? [`  ${more(rest)}`] : [])].join('\n');
}

export const rosterFailures = {
  'roster.missing': failure<{ file: string; why: string }>({
    exit: 2,
    en: ({ file, why }) => [
      `The roster ${file} cannot be read: ${why}`,
      'Give the CSV file of your class with --roster, or --students 30 for a class without one.',
    ],
    ko: ({ file, why }) => [
      `명단을 읽을 수 없습니다: ${file}: ${why}`,
      '--roster 에 수업 명단 CSV 파일을 지정하거나, 명단이 없으면 --students 30 처럼 인원을 적으세요.',
    ],
  }),
  'roster.workbook': failure<{ file: string }>({
    exit: 2,
    en: ({ file }) => [
      `${file} is an Excel workbook, not a CSV file.`,
      'In Excel choose File, Save As, "CSV UTF-8 (Comma delimited) (*.csv)", and give that file with --roster.',
    ],
    ko: ({ file }) => [
      `${file} 파일은 CSV가 아니라 Excel 통합 문서입니다.`,
      'Excel에서 파일 > 다른 이름으로 저장 > "CSV UTF-8(쉼표로 분리)(*.csv)" 로 저장한 뒤 그 파일을 --roster 에 지정하세요.',
    ],
  }),
  'roster.not-text': failure<{ file: string }>({
    exit: 2,
    en: ({ file }) => [
      `${file} is neither UTF-8, UTF-16 nor CP949 text.`,
      'Save the roster as "CSV UTF-8" in Excel and give that file with --roster.',
    ],
    ko: ({ file }) => [
      `${file} 파일은 UTF-8, UTF-16, CP949 어느 쪽의 글자도 아닙니다.`,
      'Excel에서 "CSV UTF-8" 형식으로 다시 저장한 뒤 그 파일을 --roster 에 지정하세요.',
    ],
  }),
  'roster.no-id-column': failure<{ file: string; found: readonly string[]; names: string }>({
    exit: 2,
    en: ({ file, found, names }) => [
      `${file} has no column of student numbers; its first line has: ${found.join(' | ') || '(nothing)'}`,
      `Give that column one of these headings: ${names}`,
    ],
    ko: ({ file, found, names }) => [
      `${file} 에 학번 열이 없습니다. 첫 줄에 있는 것: ${found.join(' | ') || '(없음)'}`,
      `학번 열의 제목을 다음 가운데 하나로 하세요: ${names}`,
    ],
  }),
  'roster.column-twice': failure<{ file: string; columns: readonly [string, string] }>({
    exit: 2,
    en: ({ file, columns }) => [
      `${file} has two columns that mean the same: "${columns[0]}" and "${columns[1]}".`,
      'Rename or remove one of them.',
    ],
    ko: ({ file, columns }) => [
      `${file} 에 뜻이 같은 열이 둘 있습니다: "${columns[0]}", "${columns[1]}".`,
      '둘 중 하나의 제목을 바꾸거나 지우세요.',
    ],
  }),
  'roster.empty': failure<{ file: string }>({
    exit: 2,
    en: ({ file }) => [
      `${file} has a heading and no student.`,
      'Write a line for each student below the heading.',
    ],
    ko: ({ file }) => [
      `${file} 에 제목만 있고 학생이 없습니다.`,
      '제목 아래에 학생마다 한 줄씩 적으세요.',
    ],
  }),
  'roster.invalid': failure<{ file: string; problems: readonly RosterProblem[] }>({
    exit: 2,
    en: ({ file, problems }) => [
      `${file} has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n${linesOf(
        problems,
        (problem) => `line ${problem.line}: ${sentenceEn(problem)}`,
        (count) => `and ${count} more`,
      )}`,
      problems.some(({ is }) => mangled.has(is))
        ? 'In Excel select the column of student numbers, choose Format Cells, Text, type or paste the numbers again, and save. If they really differ in length, add --mixed-ids.'
        : 'Correct these lines and run the command again.',
    ],
    ko: ({ file, problems }) => [
      `${file} 에 잘못된 곳이 ${problems.length}군데 있습니다:\n${linesOf(
        problems,
        (problem) => `${problem.line}번째 줄: ${sentenceKo(problem)}`,
        (count) => `그 밖에 ${count}군데`,
      )}`,
      problems.some(({ is }) => mangled.has(is))
        ? 'Excel에서 학번 열을 선택해 셀 서식을 "텍스트"로 바꾸고 학번을 다시 입력해 저장하세요. 길이가 원래 다르면 --mixed-ids 를 붙이세요.'
        : '해당 줄을 고친 뒤 다시 실행하세요.',
    ],
  }),
  'roster.students-invalid': failure<{ given: string; most: number }>({
    exit: 2,
    en: ({ given, most }) => [
      `"${given}" is not a number of students.`,
      `Write a whole number from 1 to ${most}: --students 30`,
    ],
    ko: ({ given, most }) => [
      `학생 수가 아닙니다: "${given}"`,
      `1부터 ${most}까지의 정수로 적으세요: --students 30`,
    ],
  }),
};
