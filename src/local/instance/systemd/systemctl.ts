// Stands for systemctl on the PATH of a local instance: hands its arguments to the daemon, which
// stands for systemd. It is copied beside the instances, so it imports nothing of ours.

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const address = process.env['LABS_SYSTEMCTL'] ?? '';
const token = process.env['LABS_SYSTEMCTL_TOKEN'] ?? '';

try {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-labs-token': token },
    body: JSON.stringify({ args: process.argv.slice(2) }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const { code, stdout, stderr } = (await response.json()) as Answer;
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
} catch (error) {
  process.stderr.write(`systemctl: the local AWS did not answer: ${String(error)}\n`);
  process.exitCode = 1;
}
