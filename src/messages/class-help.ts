import { text } from './text.ts';

/** What `labs class --help` says, and the help of its actions. */
export const classHelpMessages = {
  'class.summary': text({
    en: () => 'a class: from a roster to many sandboxes, and back to none',
    ko: () => '수업: 명단으로 여러 샌드박스를 만들고, 끝나면 모두 지웁니다',
  }),
  'class.argument-class': text({
    en: () => 'name of the class, such as ml101',
    ko: () => '수업 이름 (예: ml101)',
  }),
  'class.action-plan': text({
    en: () => 'what up would make, what it costs, and whether the quotas allow it',
    ko: () => 'up 이 만들 것과 비용, 할당량이 충분한지 봅니다',
  }),
  'class.action-up': text({
    en: () => 'make what is missing of a class, repair what failed',
    ko: () => '수업에 빠진 것을 만들고 실패한 것을 고칩니다',
  }),
  'class.action-status': text({
    en: () => "the board: every student's sandbox",
    ko: () => '현황판: 모든 학생의 샌드박스',
  }),
  'class.action-stop': text({
    en: () => 'stop every notebook; files stay',
    ko: () => '모든 노트북을 멈춥니다. 파일은 남습니다',
  }),
  'class.action-start': text({
    en: () => 'start what is stopped, with a new lease',
    ko: () => '멈춘 노트북을 새 이용 시간으로 다시 켭니다',
  }),
  'class.action-extend': text({
    en: () => 'more time for everybody',
    ko: () => '모두에게 시간을 더 줍니다',
  }),
  'class.action-open': text({
    en: () => "a link to one student's notebook",
    ko: () => '한 학생의 노트북 주소를 출력합니다',
  }),
  'class.action-push': text({
    en: () => 'a folder, or one more lab, into every sandbox',
    ko: () => '폴더나 실습 하나를 모든 샌드박스에 넣습니다',
  }),
  'class.action-save': text({
    en: () => "every student's work into folders by id",
    ko: () => '모든 학생의 작업을 학번별 폴더에 저장합니다',
  }),
  'class.action-repair': text({
    en: () => "fresh copies beside a student's broken folders",
    ko: () => '망가진 폴더 옆에 새 사본을 만듭니다',
  }),
  'class.action-handouts': text({
    en: () => "the cards with the students' codes",
    ko: () => '학생의 코드가 적힌 안내 카드를 만듭니다',
  }),
  'class.action-door': text({
    en: () => 'the page on which students open their notebooks',
    ko: () => '학생이 노트북을 여는 웹 페이지를 엽니다',
  }),
  'class.action-down': text({
    en: () => 'remove every sandbox of the class',
    ko: () => '수업의 샌드박스를 모두 지웁니다',
  }),
  'class.argument-student': text({
    en: () => 'id of a student',
    ko: () => '학생의 학번',
  }),
  'class.argument-save': text({
    en: () => 'where to save it; else <class>-saved here',
    ko: () => '저장할 폴더. 없으면 여기의 <수업>-saved',
  }),
  'class.argument-push': text({
    en: () => 'a folder of yours',
    ko: () => '넣을 폴더',
  }),
  'class.option-roster': text({
    en: () => 'CSV file of the students, as Excel writes it',
    ko: () => 'Excel에서 저장한 학생 명단 CSV 파일',
  }),
  'class.option-students': text({
    en: () => 'a class of so many students without a roster',
    ko: () => '명단 없이 이만큼의 학생',
  }),
  'class.option-mixed-ids': text({
    en: () => 'student numbers really differ in length',
    ko: () => '학번의 길이가 원래 서로 다름',
  }),
  'class.option-lab': text({
    en: () => 'labs that every student gets',
    ko: () => '모든 학생에게 줄 실습',
  }),
  'class.option-push-lab': text({
    en: () => 'labs to be added to every sandbox',
    ko: () => '모든 샌드박스에 더할 실습',
  }),
  'class.option-repair-lab': text({
    en: () => 'only what this lab brought',
    ko: () => '이 실습이 가져온 것만',
  }),
  'class.option-start-at': text({
    en: () => 'when the class begins: notebooks rest until then, such as 09:00',
    ko: () => '수업 시작 시각. 그때까지 노트북을 멈춰 둡니다 (예: 09:00)',
  }),
  'class.option-time-zone': text({
    en: () => 'whose clock --start-at means, such as Asia/Seoul',
    ko: () => '--start-at 의 시간대 (예: Asia/Seoul)',
  }),
  'class.option-prune': text({
    en: () => 'remove the sandboxes of who is not in the roster',
    ko: () => '명단에 없는 학생의 샌드박스를 삭제',
  }),
  'class.option-fit': text({
    en: () => 'make as many sandboxes as the quotas allow now',
    ko: () => '지금 할당량이 허락하는 만큼만 생성',
  }),
  'class.option-request': text({
    en: () => 'ask AWS for the quotas that are short',
    ko: () => '부족한 할당량을 AWS에 요청',
  }),
  'class.option-as': text({
    en: () => 'what the folder is called in the sandboxes',
    ko: () => '샌드박스에서 쓸 폴더 이름',
  }),
  'class.option-save': text({
    en: () => 'save every student’s work into this folder first',
    ko: () => '먼저 모든 학생의 작업을 이 폴더에 저장',
  }),
  'class.option-handouts': text({
    en: () => 'folder of the handouts; else <class>-handouts here',
    ko: () => '안내 카드 폴더. 없으면 여기의 <수업>-handouts',
  }),
  'class.option-new-codes': text({
    en: () => 'every student gets a new code; the old ones open nothing any more',
    ko: () => '모든 학생에게 새 코드를 줍니다. 이전 코드는 더 이상 쓸 수 없습니다',
  }),
};
