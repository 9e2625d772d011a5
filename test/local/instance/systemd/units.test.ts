import { expect, test } from 'vitest';
import {
  parseService,
  parseTimer,
  UnitError,
} from '../../../../src/local/instance/systemd/units.ts';

test('a service: the words of its command; its user is not followed', () => {
  const service = parseService(
    'agent.service',
    `[Service]
# as our hook writes it
Type=oneshot
User=ec2-user
ExecStart="/opt/my python" '/a b' \\"quoted\\" "say \\"it\\"" 100%% $$HOME
`,
  );
  expect(service).toEqual({
    name: 'agent.service',
    command: ['/opt/my python', '/a b', '"quoted"', 'say "it"', '100%', '$HOME'],
  });
});

test('a timer starts the service of its name', () => {
  const text = '[Timer]\nOnActiveSec=0\nOnUnitInactiveSec=20\n[Install]\nWantedBy=timers.target\n';
  expect(parseTimer('a.timer', text)).toEqual({
    name: 'a.timer',
    service: 'a.service',
    first: 0,
    again: 20_000,
  });
});

test.each([
  () => parseService('a.service', '[Service]\nType=oneshot\n'),
  () => parseService('a.service', '[Service]\nExecStart=/bin/true\n'),
  () => parseService('a.service', '[Service]\nType=oneshot\nExecStart=/a\nRestart=always\n'),
  () => parseTimer('a.timer', '[Timer]\nOnActiveSec=0\n'),
  () => parseTimer('a.timer', '[Timer]\nOnActiveSec=soon\nOnUnitInactiveSec=1\n'),
  () => parseTimer('a.timer', '[Timer]\nOnCalendar=daily\n'),
])('what says nothing, or what is not modelled, is refused', (parse) => {
  expect(parse).toThrow(UnitError);
});
