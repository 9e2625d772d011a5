import { createBoardReader } from '../../../classroom/board/read.ts';
import { describeBoard } from '../../ui/board.ts';
import { toJson } from '../../ui/json.ts';
import { classAction } from './action.ts';
import { membersFor } from './members.ts';

/** `labs class status <class>`: the board, from the account alone. */
export const subcommand = classAction({
  define: (command) => command,
  run: async (context, { group }) => {
    const session = await context.session();
    const members = await membersFor(context, session, group);
    const reader = createBoardReader(session.aws, group, context.signal);
    const board = await reader.read(members, context.now());
    context.write(context.flags.json ? toJson(board) : describeBoard(board, context));
    return 0;
  },
});
