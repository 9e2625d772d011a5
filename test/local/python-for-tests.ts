import { recordingHost } from '../../src/host/recording-host.ts';
import { pythonEnvironment } from '../../src/local/python.ts';

/** The Python of the local AWS; made on first use, which takes a minute or two. */
export async function pythonForTests(): Promise<string> {
  const given = process.env['LABS_TEST_PYTHON'];
  return given ?? pythonEnvironment(recordingHost(), new AbortController().signal);
}

/** What a hook that makes it may take. */
export const pythonTime = 300_000;
