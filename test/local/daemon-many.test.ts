import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateNotebookInstanceCommand,
  CreateNotebookInstanceLifecycleConfigCommand,
  DeleteNotebookInstanceCommand,
  DescribeNotebookInstanceCommand,
  SageMakerClient,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { notebookHome } from '../../src/local/index.ts';
import { clientConfig, createStack, notebookStack, stackEnd } from './stack.ts';
import { useDaemon } from './use-daemon.ts';

const daemon = useDaemon();

/** How many of the runs that a file tells of (`+` begins, `-` ends) were under way at once. */
function mostAtOnce(text: string): number {
  let running = 0;
  return Math.max(...text.split('').map((sign) => (running += sign === '+' ? 1 : -1)));
}

test('past ten instances agents take turns, four at once', { timeout: 60_000 }, async () => {
  const { aws, folder } = daemon();
  const runs = join(folder, 'runs');
  const go = join(folder, 'go');
  const held = `until test -e '${go}'; do sleep 0.05; done`;
  const run = `printf + >> '${runs}'; ${held}; sleep 0.1; printf - >> '${runs}'`;
  const ticking = `cat > "$LABS_SYSTEMD/tick.service" <<END
[Service]
Type=oneshot
ExecStart=/bin/sh -c "test ! -e '${runs}' || { ${run}; }"
END
printf '[Timer]\\nOnActiveSec=0\\nOnUnitInactiveSec=1\\n' > "$LABS_SYSTEMD/tick.timer"
systemctl enable --now tick.timer
`;
  const template = notebookStack({ onStart: ticking, others: 11 });
  expect(await createStack(aws, 'class', template)).toMatchObject({ status: 'CREATE_COMPLETE' });
  await writeFile(runs, '');
  const begun = async () => (await readFile(runs, 'utf8')).split('+').length - 1;
  await expect.poll(begun, { timeout: 30_000 }).toBe(4);
  await writeFile(go, '');
  await expect.poll(begun, { timeout: 30_000 }).toBeGreaterThan(24);
  expect(mostAtOnce(await readFile(runs, 'utf8'))).toBe(4);
  const cloudFormation = new CloudFormationClient(clientConfig(daemon().aws));
  await cloudFormation.send(new DeleteStackCommand({ StackName: 'class' }));
  expect(await stackEnd(cloudFormation, 'class')).toMatchObject({ status: undefined });
});

test('the same name in two regions is two instances', { timeout: 30_000 }, async () => {
  const { aws } = daemon();
  const onStart = 'printf "$AWS_REGION" > "$LABS_SAGEMAKER/region"';
  const { notebook } = await createStack(aws, 'regions', notebookStack({ onStart }));
  const described = await daemon().sageMaker.send(
    new DescribeNotebookInstanceCommand({ NotebookInstanceName: notebook }),
  );
  const west = new SageMakerClient({ ...clientConfig(daemon().aws), region: 'us-west-2' });
  const onStartHook = [{ Content: Buffer.from(onStart).toString('base64') }];
  await west.send(
    new CreateNotebookInstanceLifecycleConfigCommand({
      NotebookInstanceLifecycleConfigName: 'hooks',
      OnStart: onStartHook,
    }),
  );
  const named = { NotebookInstanceName: notebook };
  await west.send(
    new CreateNotebookInstanceCommand({
      ...named,
      InstanceType: 'ml.t3.medium',
      RoleArn: described.RoleArn,
      PlatformIdentifier: 'notebook-al2023-v1',
      LifecycleConfigName: 'hooks',
    }),
  );
  const inWest = async () =>
    (await west.send(new DescribeNotebookInstanceCommand(named))).NotebookInstanceStatus;
  await expect.poll(inWest, { timeout: 15_000 }).toBe('InService');
  const regionIn = (root: string) =>
    readFile(notebookHome(aws, root).concat('/region'), 'utf8').catch(() => undefined);
  expect(await regionIn(notebook)).toBe('us-east-1');
  expect(await regionIn(`${notebook}.us-west-2`)).toBe('us-west-2');
  await west.send(new StopNotebookInstanceCommand(named));
  await expect.poll(inWest, { timeout: 15_000 }).toBe('Stopped');
  await west.send(new DeleteNotebookInstanceCommand(named));
  await expect.poll(() => regionIn(`${notebook}.us-west-2`)).toBeUndefined();
  expect(await regionIn(notebook)).toBe('us-east-1');
});
