import { StartNotebookInstanceCommand } from '@aws-sdk/client-sagemaker';
import type { Aws } from '../../aws/clients.ts';
import { presign } from '../../provision/presign.ts';
import type { DoorActs } from './visits.ts';

/** What the door does in AWS, and nothing more. */
export function createActs(aws: Aws): DoorActs {
  return {
    async start({ region, notebook = '' }) {
      const client = await aws.client('sageMaker', region);
      try {
        await client.send(new StartNotebookInstanceCommand({ NotebookInstanceName: notebook }));
      } catch (error) {
        // It runs already: an answer was lost, or somebody else started it. The text is all that
        // tells: "Status (Pending) not in ([Stopped, Failed])".
        if (error instanceof Error && /^Status \(\w+\) not in/.test(error.message)) return;
        throw error;
      }
    },
    presign: (stack, seconds) => presign(aws, stack, seconds),
  };
}
