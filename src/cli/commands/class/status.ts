import { createBoardReader } from '../../../classroom/board/read.ts';
import { describeBoard } from '../../ui/board.ts';
import { toJson } from '../../ui/json.ts';
import type { ClassRunner } from './flags.ts';
import { membersFor } from './members.ts';

/** `labs class status <class>`: the board, from the account alone. */
export const runClassStatus: ClassRunner = async (context, { group }) => {
  const session = await context.session();
  const members = await membersFor(context, session, group);
  const reader = createBoardReader(session.aws, group, context.signal);
  const board = await reader.read(members, context.now());
  context.write(context.flags.json ? toJson(board) : describeBoard(board, context));
  return 0;
};
