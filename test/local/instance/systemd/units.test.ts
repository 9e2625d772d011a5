import { expect, test } from 'vitest';
import {
  expandWords,
  parseEnvironmentFile,
  parseService,
  parseTimer,
  UnitError,
} from '../../../../src/local/instance/systemd/units.ts';

test('a service: commands, environment, folder; its user is nobody we know', () => {
  const service = parseService(
    'agent.service',
    `[Service]
Type=oneshot
User=ec2-user
Environment=A=1 "B=two words"
EnvironmentFile=-/etc/missing
WorkingDirectory=/home
ExecStart=-/bin/false
ExecStart="/opt/my python" "$HOME/100%%" \${A}
`,
  );
  expect(service).toEqual({
    name: 'agent.service',
    oneshot: true,
    commands: [
      { words: ['/bin/false'], mayFail: true },
      { words: ['/opt/my python', '$HOME/100%', '${A}'], mayFail: false },
    ],
    environment: { A: '1', B: 'two words' },
    environmentFiles: [{ path: '/etc/missing', mayMiss: true }],
    workingDirectory: '/home',
  });
});

test('variables in words', () => {
  const environment = { A: 'one two', B: 'x' };
  expect(expandWords(['$A', '${A}', 'b=${B}', '$$B', '$NONE'], environment)).toEqual([
    'one',
    'two',
    'one two',
    'b=x',
    '$B',
  ]);
});

test('an environment file', () => {
  expect(parseEnvironmentFile('# no\nA=1\n\nB="two words"\nnot a pair\n')).toEqual({
    A: '1',
    B: 'two words',
  });
});

test('a timer starts the service of its name unless it says another', () => {
  const timer = parseTimer('a.timer', '[Timer]\nOnBootSec=1min\nOnUnitInactiveSec=20s\n');
  expect(timer).toMatchObject({ service: 'a.service', onBoot: [60_000], onUnitInactive: [20_000] });
  const other = parseTimer('a.timer', '[Timer]\nOnActiveSec=0\nUnit=b.service\n');
  expect(other).toMatchObject({ service: 'b.service', onActive: [0] });
});

test.each([
  () => parseService('a.service', '[Service]\nType=oneshot\n'),
  () => parseTimer('a.timer', '[Timer]\nUnit=a.service\n'),
  () => parseTimer('a.timer', '[Timer]\nOnActiveSec=soon\n'),
  () => parseTimer('a.timer', '[Timer]\nOnCalendar=daily\n'),
])('what says nothing, or what we cannot do, is refused', (parse) => {
  expect(parse).toThrow(UnitError);
});
