import { dateTime } from './format.ts';
import { text } from './text.ts';

/** Places before somebody in a queue that moves one a second. */
function before(ahead: number, lang: 'en' | 'ko'): string {
  if (ahead === 0) return lang === 'ko' ? '다음 차례입니다.' : 'You are next.';
  return lang === 'ko'
    ? `앞에 ${ahead}명, 약 ${ahead}초 남았습니다.`
    : `${ahead} before you, about ${ahead} second${ahead === 1 ? '' : 's'}.`;
}

/** What a student reads at the door. */
export const doorMessages = {
  'door.title': text<{ group: string }>({
    en: ({ group }) => `Class ${group}`,
    ko: ({ group }) => `${group} 수업`,
  }),
  'door.heading': text({ en: () => 'Open your notebook', ko: () => '내 노트북 열기' }),
  'door.code': text({ en: () => 'Your code', ko: () => '나의 코드' }),
  'door.code-hint': text({
    en: () => 'It is on your card: three groups of five. Capitals and hyphens do not matter.',
    ko: () => '안내 카드에 다섯 자씩 세 묶음으로 적혀 있습니다. 대소문자와 하이픈은 상관없습니다.',
  }),
  'door.submit': text({ en: () => 'Open', ko: () => '열기' }),
  'door.not-a-code': text({
    en: () => 'A code has 15 letters and digits. Look at your card again.',
    ko: () => '코드는 영문자와 숫자 15자입니다. 안내 카드를 다시 확인하세요.',
  }),
  'door.wrong-code': text({
    en: () =>
      'This code opens nothing. Look at your card again; if it is the same, ask your instructor.',
    ko: () =>
      '이 코드로는 열 수 있는 노트북이 없습니다. 안내 카드를 다시 확인하고, 맞게 입력했다면 선생님께 말씀하세요.',
  }),
  'door.many-wrong': text({
    en: () =>
      'This code opens nothing, and many wrong codes came from your network. A right code works at once: look at your card again.',
    ko: () =>
      '이 코드로는 열 수 있는 노트북이 없고, 같은 네트워크에서 틀린 코드가 많이 입력되었습니다. 맞는 코드는 바로 열리니 안내 카드를 다시 확인하세요.',
  }),
  'door.student': text<{ id: string }>({
    en: ({ id }) => `Student ${id}`,
    ko: ({ id }) => `학번 ${id}`,
  }),
  'door.not-you': text({
    en: () => 'Not you? Use another code',
    ko: () => '본인이 아닌가요? 다른 코드 입력',
  }),
  'door.waiting': text({ en: () => 'Your notebook', ko: () => '내 노트북' }),
  'door.progress': text({ en: () => 'Progress', ko: () => '진행 상황' }),
  'door.stays': text({
    en: () => 'Leave this page open: it goes on by itself.',
    ko: () => '이 페이지를 열어 두면 저절로 이어집니다.',
  }),
  'door.step-start': text({ en: () => 'Notebook switched on', ko: () => '노트북 켜기' }),
  'door.step-files': text({ en: () => 'Files prepared', ko: () => '실습 파일 준비' }),
  'door.step-turn': text({ en: () => 'Your turn', ko: () => '내 차례' }),
  'door.making': text({
    en: () => 'Your notebook is being made. This takes about 5 minutes.',
    ko: () => '노트북을 만들고 있습니다. 약 5분 걸립니다.',
  }),
  'door.early': text<{ beginsAt: Date }>({
    en: ({ beginsAt }) => `Your notebook is switched on at ${dateTime(beginsAt, 'en')}.`,
    ko: ({ beginsAt }) => `${dateTime(beginsAt, 'ko')} 에 노트북이 켜집니다.`,
  }),
  'door.over': text<{ endedAt: Date }>({
    en: ({ endedAt }) =>
      `Your time ended at ${dateTime(endedAt, 'en')}. Your files are kept for now; ask your instructor for more time.`,
    ko: ({ endedAt }) =>
      `이용 시간이 ${dateTime(endedAt, 'ko')} 에 끝났습니다. 파일은 아직 남아 있으니 시간이 더 필요하면 선생님께 말씀하세요.`,
  }),
  'door.broken': text({
    en: () => 'Something is wrong with your notebook. Tell your instructor, who can see why.',
    ko: () =>
      '노트북에 문제가 있습니다. 선생님께 말씀하세요. 선생님 화면에서 원인을 볼 수 있습니다.',
  }),
  'door.starting': text<{ ahead: number }>({
    en: ({ ahead }) => `Your notebook will be switched on. ${before(ahead, 'en')}`,
    ko: ({ ahead }) => `곧 노트북을 켭니다. ${before(ahead, 'ko')}`,
  }),
  'door.stopping': text({
    en: () => 'Your notebook is just being switched off. Then it is switched on again.',
    ko: () => '노트북이 꺼지는 중입니다. 다 꺼지면 다시 켭니다.',
  }),
  'door.booting': text({
    en: () => 'Your notebook is starting. This takes about 4 minutes.',
    ko: () => '노트북이 켜지고 있습니다. 약 4분 걸립니다.',
  }),
  'door.preparing': text<{ cloned: number; repos: number }>({
    en: ({ cloned, repos }) =>
      `Your files are being prepared${repos === 0 ? '' : ` (${cloned} of ${repos})`}.`,
    ko: ({ cloned, repos }) =>
      `실습 파일을 준비하고 있습니다${repos === 0 ? '' : ` (${repos}개 중 ${cloned}개)`}.`,
  }),
  'door.turn': text<{ ahead: number }>({
    en: ({ ahead }) => `Your notebook runs. ${before(ahead, 'en')}`,
    ko: ({ ahead }) => `노트북이 켜졌습니다. ${before(ahead, 'ko')}`,
  }),
  'door.ready': text({
    en: () => 'Your notebook opens now.',
    ko: () => '이제 노트북이 열립니다.',
  }),
  'door.trouble': text({
    en: () => 'AWS does not answer right now. The door tries again by itself.',
    ko: () => '지금 AWS가 응답하지 않습니다. 저절로 다시 시도합니다.',
  }),
  'door.offline': text({
    en: () => 'The door does not answer. This page tries again by itself.',
    ko: () => '서버가 응답하지 않습니다. 이 페이지가 저절로 다시 시도합니다.',
  }),
  'door.first': text<{ notebook: string }>({
    en: ({ notebook }) => `When it is open, begin with ${notebook}`,
    ko: ({ notebook }) => `열리면 이 파일부터 시작하세요: ${notebook}`,
  }),
  'door.board-at': text<{ at: Date }>({
    en: ({ at }) => `as of ${dateTime(at, 'en')}`,
    ko: ({ at }) => `${dateTime(at, 'ko')} 현재`,
  }),
  'door.board-waiting': text({ en: () => 'at the door', ko: () => '문에서 대기' }),
  'door.board-opened': text({ en: () => 'have opened', ko: () => '열어 봄' }),
  'door.board-endpoints': text({ en: () => 'endpoints', ko: () => '엔드포인트' }),
  'door.board-spent': text({ en: () => 'so far, without jobs', ko: () => '지금까지 (작업 제외)' }),
  'door.problem': text({ en: () => 'what is wrong', ko: () => '문제' }),
  'door.not-taken': text({ en: () => 'This was not accepted', ko: () => '입력을 받지 못했습니다' }),
  'door.foreign-form': text({
    en: () =>
      'Your browser says that another site sent this form. Open the address on your card and type your code there. If this page comes again, show it to your instructor.',
    ko: () =>
      '다른 사이트에서 보낸 입력이라고 브라우저가 알려 왔습니다. 안내 카드의 주소를 열어 거기에 코드를 입력하세요. 이 화면이 다시 나오면 선생님께 보여 주세요.',
  }),
  'door.long-form': text({
    en: () => 'That was far too long for a code. Type the 15 letters and digits of your card.',
    ko: () => '코드로는 너무 깁니다. 안내 카드의 영문자와 숫자 15자를 입력하세요.',
  }),
  'door.nothing-here': text({
    en: () => 'Nothing is here.',
    ko: () => '여기에는 아무것도 없습니다.',
  }),
};

/** What an instructor reads about it. */
export const doorCommandMessages = {
  'door.serving': text<{ url: string; board: string }>({
    en: ({ url, board }) =>
      `The door of the class is open. Ctrl+C closes it.\n  students   ${url}\n  your board ${board}\nThe second address is yours alone.`,
    ko: ({ url, board }) =>
      `수업의 문을 열었습니다. Ctrl+C 로 닫습니다.\n  학생용     ${url}\n  선생님용   ${board}\n두 번째 주소는 혼자만 보세요.`,
  }),
  'door.loopback': text<{ group: string }>({
    en: ({ group }) =>
      `Only this machine can reach it. For a room: \`labs class door ${group} --listen 0.0.0.0:8443 --cert cert.pem --key key.pem\``,
    ko: ({ group }) =>
      `이 컴퓨터에서만 열 수 있습니다. 강의실에서 쓰려면: \`labs class door ${group} --listen 0.0.0.0:8443 --cert cert.pem --key key.pem\``,
  }),
  'door.insecure': text({
    en: () =>
      'Without encryption: whoever is in the same network can read the codes and the links, and use them.',
    ko: () => '암호화되지 않습니다. 같은 네트워크의 누구나 코드와 링크를 읽고 쓸 수 있습니다.',
  }),
  'door.no-codes': text<{ ids: readonly string[]; group: string }>({
    en: ({ ids, group }) =>
      `${ids.length} student${ids.length === 1 ? ' has' : 's have'} no code: \`labs class handouts ${group}\` makes them.`,
    ko: ({ ids, group }) =>
      `코드가 없는 학생이 ${ids.length}명 있습니다. 만들기: \`labs class handouts ${group}\``,
  }),
  'door.opened': text<{ id: string }>({
    en: ({ id }) => `${id} has opened their notebook`,
    ko: ({ id }) => `${id} 학생이 노트북을 열었습니다`,
  }),
  'door.aws-trouble': text<{ text: string }>({
    en: (p) => `AWS: ${p.text}`,
    ko: (p) => `AWS: ${p.text}`,
  }),
  'door.guessing': text<{ address: string }>({
    en: ({ address }) => `Many wrong codes come from ${address}. Right ones still open the door.`,
    ko: ({ address }) =>
      `${address} 에서 틀린 코드가 많이 들어옵니다. 맞는 코드는 그대로 열립니다.`,
  }),
  'door.form-refused': text<{ from: string; to: string }>({
    en: ({ from, to }) =>
      `A form sent from ${from} to ${to} was refused, as another site's. If students use ${from}, a proxy stands before the door: let it pass the Host header on, or set X-Forwarded-Host.`,
    ko: ({ from, to }) =>
      `${from} 에서 ${to} 로 보낸 입력을 다른 사이트의 것으로 보고 거절했습니다. 학생들이 ${from} 주소를 쓴다면 앞단의 프록시가 Host 헤더를 그대로 넘기거나 X-Forwarded-Host 를 붙이게 하세요.`,
  }),
  'door.option-listen': text({
    en: () => 'address and port to listen on (default 127.0.0.1 and a free port)',
    ko: () => '접속을 받을 주소와 포트 (기본값 127.0.0.1 과 빈 포트)',
  }),
  'door.option-cert': text({
    en: () => 'TLS certificate with its chain (PEM)',
    ko: () => 'TLS 인증서와 체인 (PEM)',
  }),
  'door.option-key': text({
    en: () => 'private key of the certificate (PEM)',
    ko: () => '인증서의 개인 키 (PEM)',
  }),
  'door.option-insecure': text({
    en: () => 'listen for others without encryption',
    ko: () => '암호화 없이 다른 컴퓨터의 접속을 받음',
  }),
};
