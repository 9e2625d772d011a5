import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { labsHome, pythonHome } from '../../home.ts';
import { message } from '../../messages/message.ts';
import type { Check, CheckContext, Finding } from '../check.ts';
import { finding, forLocal, ok } from '../check.ts';

const mebibyte = 1024 ** 2;

/**
 * MiB that the local AWS needs: its Python environment takes about 450, the kernel that it copies
 * for the instances as much again, and workshops bring up to a few hundred.
 */
const needed = 1_500;

/** Room on the disks where the local AWS keeps its Python and its instances. */
export const disk: Check = {
  id: 'disk',
  group: 'computer',
  needs: 'nothing',
  run: async (context) => {
    const places = [pythonHome(context.env), labsHome(context.env)];
    const rooms = await Promise.all(places.map(roomAt));
    const [smallest = { path: '', mebibytes: 0 }] = rooms.toSorted(
      (a, b) => a.mebibytes - b.mebibytes,
    );
    return [judge(smallest, context)];
  },
};

interface Room {
  readonly path: string;
  readonly mebibytes: number;
}

async function roomAt(path: string): Promise<Room> {
  const { bavail, bsize } = await statfs(existing(path));
  return { path, mebibytes: Math.floor((bavail * bsize) / mebibyte) };
}

/** The nearest folder above that there is already. */
function existing(path: string): string {
  const above = dirname(path);
  return existsSync(path) || above === path ? path : existing(above);
}

/** What a disk with so much room is worth. */
export function judge({ path, mebibytes }: Room, context: Pick<CheckContext, 'local'>): Finding {
  return mebibytes >= needed
    ? ok(message('doctor.disk', { mebibytes }))
    : finding(forLocal(context as CheckContext), 'doctor.disk-short', { path, mebibytes, needed });
}
