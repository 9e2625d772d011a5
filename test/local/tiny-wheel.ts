import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const program = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr("tiny_lab.py", "answer = 42\\n")
    d = "tiny_lab-1.0.dist-info/"
    z.writestr(d + "METADATA", "Metadata-Version: 2.1\\nName: tiny-lab\\nVersion: 1.0\\n")
    z.writestr(d + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    z.writestr(d + "RECORD", "")
`;

/** A package that needs no network: `tiny_lab.answer` is 42. */
export function tinyWheel(folder: string): string {
  const wheel = join(folder, 'tiny_lab-1.0-py3-none-any.whl');
  execFileSync('python3', ['-c', program, wheel]);
  return wheel;
}
