import { join } from 'node:path';
import { recordingHost } from '../src/host/recording-host.ts';
import { pythonEnvironment } from '../src/local/python-env/python.ts';
import { packageRoot } from '../src/paths.ts';

/** Long enough for a first installation on a slow line. */
const longestMs = 600_000;

/** The Python with the tools that tests run: the AWS CLI, cfn-lint, ruff. */
export function testPython(): Promise<string> {
  // They come without bytecode: the first run of a tool leaves it for the others.
  delete process.env['PYTHONDONTWRITEBYTECODE'];
  const requirements = join(packageRoot, 'test', 'requirements.txt');
  return pythonEnvironment(recordingHost(), AbortSignal.timeout(longestMs), requirements);
}

/** The Python of the local AWS. */
export function localPython(): Promise<string> {
  return pythonEnvironment(recordingHost(), AbortSignal.timeout(longestMs));
}

/** The Python that computes in the local AWS. */
export function computePython(): Promise<string> {
  const requirements = join(packageRoot, 'src', 'python', 'compute', 'requirements.txt');
  return pythonEnvironment(recordingHost(), AbortSignal.timeout(longestMs), requirements);
}
