import type { Block, Document } from '../document.ts';
import { programOf } from '../read/commands.ts';
import type { Spot } from '../running.ts';
import { runningOf } from '../running.ts';

/** A command of the AWS CLI about an endpoint. */
export interface EndpointCommand extends Spot {
  readonly block: Block;
  /** The variable or the name that it is told. */
  readonly known: ReadonlySet<string>;
}

/** The `aws sagemaker <action>` commands of a document. */
export function endpointCommands(
  document: Document,
  action: 'create-endpoint' | 'delete-endpoint',
): readonly EndpointCommand[] {
  return runningOf(document).flatMap((block) =>
    block.commands
      .filter((command) => {
        const { program, args } = programOf(command);
        return program === 'aws' && args.includes('sagemaker') && args.includes(action);
      })
      .map(({ words }) => {
        const name = words[words.indexOf('--endpoint-name') + 1] ?? '';
        const known = new Set([plainName(name), `"${name}"`]);
        return {
          block,
          known,
          index: document.blocks.indexOf(block),
          from: 0,
          scope: -1,
          branches: [],
        };
      }),
  );
}

/** The variable in `{predictor.endpoint_name}`, `$name` and `${name}`. */
function plainName(word: string): string {
  return /^[${]*([A-Za-z_]\w*)/.exec(word)?.[1] ?? word;
}
