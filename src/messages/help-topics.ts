/** A text of `labs help`: paragraphs; one that begins with blanks is a command on its own line. */
interface Topic {
  readonly title: { readonly en: string; readonly ko: string };
  readonly en: readonly string[];
  readonly ko: readonly string[];
}

/** What `labs help <topic>` says, in the order of its list. Only what is so today. */
export const helpTopics = {
  start: {
    title: { en: 'Your first lab', ko: '첫 실습' },
    en: [
      'A lab is an exercise of the list; a sandbox is your own place for it in AWS: a bucket, a role and a notebook instance with Jupyter. One sandbox holds several labs.',
      '  `labs list`',
      '  `labs start xgboost`',
      'The plan shows the region, the price and when it stops. Nothing is made before you say yes. At the end you get a link to Jupyter and the path of the first notebook.',
      'Later: open it again, see it, stop it (your files stay), take it all away.',
      '  `labs open`',
      '  `labs status`',
      '  `labs stop`',
      '  `labs down`',
      'Without an AWS account: add --local to any of these (`labs help local`). If something does not work, `labs doctor` finds what is missing.',
    ],
    ko: [
      '실습은 목록에 있는 연습 하나이고, 샌드박스는 그 실습을 하는 나만의 AWS 공간입니다. 버킷, 역할, Jupyter가 있는 노트북 인스턴스로 되어 있고, 한 샌드박스에 여러 실습을 담을 수 있습니다.',
      '  `labs list`',
      '  `labs start xgboost`',
      '계획이 리전, 요금, 멈추는 시각을 보여 줍니다. 동의하기 전에는 아무것도 만들지 않습니다. 끝나면 Jupyter 링크와 첫 노트북의 경로가 나옵니다.',
      '그다음에는 다시 열고, 상태를 보고, 멈추고(파일은 남습니다), 모두 정리할 수 있습니다.',
      '  `labs open`',
      '  `labs status`',
      '  `labs stop`',
      '  `labs down`',
      'AWS 계정이 없으면 어느 명령에나 --local 을 붙이세요 (`labs help local`). 무언가 안 되면 `labs doctor` 가 부족한 것을 찾아 줍니다.',
    ],
  },
  cost: {
    title: { en: 'What it costs', ko: '요금' },
    en: [
      'The notebook instance bills by the hour while it runs (ml.t3.medium: about $0.05), its volume always, a little, even while it is stopped.',
      'What a notebook makes when you run it bills beside it: training jobs until they end, endpoints until somebody deletes them. Many notebooks of the list never delete theirs.',
      'Before: `labs show <lab>` and the plan of `labs start` say the price per hour and what the notebooks will rent. Now: `labs status`.',
      'To stop paying: `labs stop` stops the notebook and ends the endpoints and jobs beside it; the disk goes on. `labs down` removes everything, looks again, and says what still bills.',
    ],
    ko: [
      '노트북 인스턴스는 켜져 있는 동안 시간당 요금이 나갑니다 (ml.t3.medium 은 약 $0.05). 디스크 요금은 멈춰 있어도 조금 나갑니다.',
      '노트북을 실행해 만든 것은 따로 나갑니다. 학습 작업은 끝날 때까지, 엔드포인트는 누군가 지울 때까지입니다. 이 목록의 노트북 중에는 엔드포인트를 지우지 않는 것이 많습니다.',
      '시작하기 전에는 `labs show <실습>` 과 `labs start` 의 계획이 시간당 요금과 노트북이 빌리는 것을 알려 줍니다. 지금 요금은 `labs status` 로 봅니다.',
      '요금을 멈추려면: `labs stop` 은 노트북을 멈추고 엔드포인트와 작업을 끝냅니다. 디스크 요금은 남습니다. `labs down` 은 모두 지우고, 다시 확인해서, 아직 요금이 나가는 것이 있는지 알려 줍니다.',
    ],
  },
  leases: {
    title: { en: 'When it stops by itself', ko: '저절로 멈추는 때' },
    en: [
      'A sandbox has a lease: --for says how long its notebook may run (4h where you say nothing). After that a schedule in the account stops it, and again every 15 minutes; your computer may be off. Your files stay.',
      'Without work in a notebook or a terminal for --idle (60m), it stops itself before that. It deletes your endpoints first, because they bill; --keep-endpoints leaves them.',
      '  `labs start xgboost --for 2h --idle 30m`',
      '  `labs extend 2h`',
      'A stopped sandbox is started again with `labs start <lab>`, with a new lease; one that was longer is kept.',
      'A stopped sandbox is kept for --keep (7d from its start). From then on a guard, where your account has one (`labs guard status`), saves the work and removes everything, with a receipt. Without a guard nothing is removed until you run `labs down`, and the disk bills on.',
    ],
    ko: [
      '샌드박스에는 사용 기한이 있습니다. --for 는 노트북이 켜져 있을 시간입니다 (적지 않으면 4h). 그 뒤에는 계정 안의 스케줄이 노트북을 멈추고 15분마다 다시 확인합니다. 내 컴퓨터가 꺼져 있어도 됩니다. 파일은 남습니다.',
      '쓰지 않으면 더 일찍 멈춥니다. 실행 중인 셀도, 일하는 터미널도 없이 --idle (60m) 만큼 지나면 노트북이 스스로 멈춥니다. 그 전에 요금이 나가는 엔드포인트를 지웁니다. 남기려면 --keep-endpoints 를 쓰세요.',
      '  `labs start xgboost --for 2h --idle 30m`',
      '  `labs extend 2h`',
      '멈춘 샌드박스는 `labs start <실습>` 으로 다시 시작하고, 기한도 지금부터 다시 셉니다. 남은 기한이 더 길면 그대로입니다.',
      '멈춘 샌드박스는 시작한 때부터 --keep (7d) 동안 보관합니다. 그 뒤에는 계정에 가드가 있으면 (`labs guard status`) 가드가 작업을 저장한 다음 모두 지우고 영수증을 남깁니다. 가드가 없으면 `labs down` 을 실행할 때까지 지워지지 않고 디스크 요금이 나갑니다.',
    ],
  },
  regions: {
    title: { en: 'Regions', ko: '리전' },
    en: [
      'Each lab names the regions it runs in (`labs show <lab>`); the first is taken where you name none. The usual four are us-east-1, us-east-2, us-west-2 and eu-west-1, which the authors tested.',
      '  `labs start xgboost --region us-west-2`',
      'A region that only comes from your profile or environment, and that the lab does not run in, is replaced by the nearest, and the plan says so. One you typed is never replaced: it is refused, naming those that work.',
      '`labs status`, `labs open`, `labs stop` and `labs down` look in every region of the list.',
    ],
    ko: [
      '실습마다 실행할 수 있는 리전이 정해져 있고 (`labs show <실습>`), 지정하지 않으면 그중 첫째를 씁니다. 대개 만든 사람들이 확인한 us-east-1, us-east-2, us-west-2, eu-west-1 네 곳입니다.',
      '  `labs start xgboost --region us-west-2`',
      '프로필이나 환경 변수의 리전에서 실습이 실행되지 않으면 가까운 리전으로 바꾸고 계획에서 알려 줍니다. 직접 적은 리전은 바꾸지 않고, 안 되면 되는 리전을 알려 주며 거절합니다.',
      '`labs status`, `labs open`, `labs stop`, `labs down` 은 목록의 모든 리전을 찾아봅니다.',
    ],
  },
  local: {
    title: { en: 'Without an AWS account', ko: 'AWS 계정 없이' },
    en: [
      'With --local this machine plays AWS: the same commands make the same stack on an emulator, clone the real repositories and open a real JupyterLab. Linux, macOS and WSL 2, with Python 3.10 or newer; the first time it downloads Python packages.',
      '  `labs start xgboost --local`',
      '  `labs down --local`',
      'XGBoost is really computed there, Linear Learner by a stand-in: training, tuning, batch transform and endpoints. Jobs with any other image fail and say so; their endpoints come up but cannot answer. Nothing costs money. What it does as AWS does, and what not: docs/local.md.',
      'Other tools can use it too; end it when you are done.',
      '  `labs local env`',
      '  `labs local down`',
    ],
    ko: [
      '--local 을 붙이면 이 컴퓨터가 AWS 역할을 합니다. 같은 명령이 에뮬레이터에 같은 스택을 만들고, 실제 저장소를 복제하고, 실제 JupyterLab을 엽니다. Linux, macOS, WSL 2 와 Python 3.10 이상이 필요하고, 처음 한 번 Python 패키지를 내려받습니다.',
      '  `labs start xgboost --local`',
      '  `labs down --local`',
      'XGBoost는 실제로 계산하고 Linear Learner는 대역이 계산합니다. 학습, 튜닝, 배치 변환, 엔드포인트가 모두 동작합니다. 다른 이미지의 작업은 그렇다고 알리며 실패하고, 엔드포인트는 켜지지만 답하지 못합니다. 요금은 없습니다. AWS와 같은 점과 다른 점은 docs/local.ko.md 에 있습니다.',
      '다른 도구에서도 쓸 수 있습니다. 다 쓰면 끝내세요.',
      '  `labs local env`',
      '  `labs local down`',
    ],
  },
  teardown: {
    title: { en: 'Taking it all away', ko: '정리하기' },
    en: [
      '`labs down` finds what your sandbox and its notebooks made (jobs, endpoints, their configurations, models, the bucket, the stack, logs), shows it, asks once, removes it, then looks again and prints a receipt.',
      '  `labs down --dry-run`',
      '  `labs down`',
      'It removes only what is provably the sandbox’s, by its tag or by the role that made it. What could be yours but cannot be proved is kept, and listed with its price.',
      'Exit code 3 means that something is left or could not be looked at; the receipt says what. Run it again: it goes on where it was.',
      'Your notebooks go with the bucket and the volume. To keep your work: `labs down --save <dir>`',
    ],
    ko: [
      '`labs down` 은 샌드박스와 노트북이 만든 것(작업, 엔드포인트와 그 구성, 모델, 버킷, 스택, 로그)을 찾아 보여 주고, 한 번 묻고, 지운 뒤, 다시 확인해서 영수증을 출력합니다.',
      '  `labs down --dry-run`',
      '  `labs down`',
      '태그나 만든 역할로 이 샌드박스의 것임이 증명되는 것만 지웁니다. 내 것일 수 있지만 증명되지 않는 것은 남기고 요금과 함께 알려 줍니다.',
      '종료 코드 3 은 남았거나 확인하지 못한 것이 있다는 뜻이고, 무엇인지 영수증에 있습니다. 다시 실행하면 이어서 합니다.',
      '노트북 파일은 버킷, 디스크와 함께 지워집니다. 작업을 남기려면: `labs down --save <폴더>`',
    ],
  },
  notebooks: {
    title: { en: 'Kernels and the SageMaker SDK', ko: '커널과 SageMaker SDK' },
    en: [
      'The workshops are of 2019 to 2021, the platform is of today: notebook instances have no TensorFlow, no MXNet and other versions. So a lab brings a kernel of its own, such as labs-xgboost, with the versions its notebooks need, and they open in it. It is ready some minutes after the first start; `labs status` says when.',
      'Where a notebook would still stop, it is mended in your copy: a cell that installs another SageMaker SDK is held back, for example. See what is mended, and take it back:',
      '  `labs fixups linear-learner`',
      'No notebook of the list runs with version 3 of the SageMaker SDK. Where you installed it yourself, go back to version 2 in a cell, then restart the kernel:',
      '  %pip install "sagemaker<3"',
      'How each lab is today, and where it stops: `labs show <lab>`, and the plan of `labs start`.',
    ],
    ko: [
      '워크숍은 2019-2021년에 만들어졌고 플랫폼은 지금의 것입니다. 노트북 인스턴스에는 TensorFlow와 MXNet이 없고 다른 버전도 많습니다. 그래서 실습은 노트북에 맞는 버전이 든 자체 커널(예: labs-xgboost)을 가져오고, 노트북은 그 커널로 열립니다. 첫 시작 몇 분 뒤에 준비되며 `labs status` 가 알려 줍니다.',
      '그래도 멈출 곳은 복제한 노트북에서 고칩니다. 예를 들어 다른 SageMaker SDK를 설치하는 셀은 실행되지 않게 합니다. 고친 것을 보거나 되돌리기:',
      '  `labs fixups linear-learner`',
      'SageMaker SDK 3 에서는 이 목록의 노트북이 동작하지 않습니다. 직접 설치했다면 셀에서 버전 2 로 되돌린 뒤 커널을 다시 시작하세요.',
      '  %pip install "sagemaker<3"',
      '실습마다 지금 상태와 멈추는 곳은 `labs show <실습>` 과 `labs start` 의 계획에 있습니다.',
    ],
  },
  security: {
    title: { en: 'Who may do what', ko: '권한과 보안' },
    en: [
      'A sandbox’s notebook works with a role of its own. It reads and writes its own bucket, and makes only what its labs declare, only on their instance types, only with the sandbox’s tag; it uses, changes and deletes only what carries that tag.',
      'It may not open, stop or change another notebook, and may write nothing in IAM. Names of other jobs and endpoints in the account stay visible: AWS cannot restrict its lists by tag.',
      'The link to Jupyter lets in whoever has it, for a few minutes: do not pass it on. `labs open` makes a new one.',
      'labs keeps no keys and no names: it uses your AWS profile (--profile), and stacks and tags carry short slugs alone.',
    ],
    ko: [
      '샌드박스의 노트북은 자기만의 역할로 일합니다. 자기 버킷만 읽고 쓰고, 실습이 선언한 것만, 선언한 인스턴스 유형으로만, 샌드박스 태그를 달아서만 만듭니다. 그 태그가 있는 것만 쓰고 바꾸고 지웁니다.',
      '다른 노트북을 열거나 멈추거나 바꿀 수 없고 IAM에는 아무것도 쓰지 못합니다. 계정 안의 다른 작업과 엔드포인트의 이름은 보입니다. AWS의 목록은 태그로 제한할 수 없기 때문입니다.',
      'Jupyter 링크는 몇 분 동안 가진 사람 누구나 들어갈 수 있으니 남에게 주지 마세요. `labs open` 이 새 링크를 만듭니다.',
      'labs 는 키도 이름도 보관하지 않습니다. 내 AWS 프로필(--profile)을 쓰고, 스택과 태그에는 짧은 id 만 들어갑니다.',
    ],
  },
  learn: {
    title: { en: 'The study list', ko: '학습 목록' },
    en: [
      'Videos, documents, courses and the labs, in the order of the list "Self-Study-On-SageMaker", and a university course of ten weeks over it.',
      '  `labs learn`',
      '  `labs learn next`',
      '  `labs learn done`',
      '  `labs learn week 5`',
      'What you have done is kept in a file of your own on this machine, nowhere else. All words: `labs learn --help`',
    ],
    ko: [
      '"Self-Study-On-SageMaker" 목록의 순서대로 영상, 문서, 강의, 실습이 있고, 그 위에 10주 대학교 수업이 있습니다.',
      '  `labs learn`',
      '  `labs learn next`',
      '  `labs learn done`',
      '  `labs learn week 5`',
      '무엇을 했는지는 이 컴퓨터의 내 파일에만 적어 둡니다. 사용법: `labs learn --help`',
    ],
  },
  'own-labs': {
    title: { en: 'Adding your own labs', ko: '내 실습 추가하기' },
    en: [
      'A lab is a folder with a lab.yaml: the repository and its commit, the notebooks in order, what they need and make. Every key, with an example: docs/labs.md.',
      '  `labs list --labs-dir ./my-labs`',
      'To have it without typing, write a labs.config.yaml with one line in your folder or one above it:',
      '  labsDir: ./my-labs',
      'Your labs stand beside the ones that come with labs; a mistake is told with file and line.',
    ],
    ko: [
      '실습은 lab.yaml 이 있는 폴더입니다. 저장소와 커밋, 순서대로의 노트북, 필요한 것과 만드는 것을 적습니다. 모든 키와 예시는 docs/labs.md 에 있습니다.',
      '  `labs list --labs-dir ./my-labs`',
      '매번 적지 않으려면 작업 폴더나 그 위 폴더의 labs.config.yaml 에 한 줄을 적으세요.',
      '  labsDir: ./my-labs',
      '내 실습은 labs 에 들어 있는 실습과 나란히 나옵니다. 잘못이 있으면 파일과 줄을 알려 줍니다.',
    ],
  },
  scripts: {
    title: { en: 'In scripts', ko: '스크립트에서 쓰기' },
    en: [
      'The result goes to stdout, progress to stderr. --json makes the result one JSON document, --events makes progress one JSON object a line.',
      '  `labs status --json`',
      'Without a terminal nobody can answer: agree with --yes, or look with --dry-run.',
      'Exit codes: 0 done, 1 failed, 2 wrong use, 3 teardown left something or does not know, 130 interrupted.',
    ],
    ko: [
      '결과는 표준 출력, 진행 상황은 표준 오류로 나갑니다. --json 은 결과를 JSON 문서 하나로, --events 는 진행 상황을 한 줄에 하나씩 JSON 으로 씁니다.',
      '  `labs status --json`',
      '터미널이 없으면 물어볼 수 없습니다. --yes 로 동의하거나 --dry-run 으로 보기만 하세요.',
      '종료 코드: 0 완료, 1 실패, 2 잘못된 사용, 3 정리되지 않았거나 알 수 없는 것이 있음, 130 중단됨.',
    ],
  },
} as const satisfies Readonly<Record<string, Topic>>;
