import { LabsError } from '../errors.ts';
import type { Message } from '../messages/message.ts';
import type { Host, HostEvent, Question } from './host.ts';

/** A host that keeps what it was told and answers from a list: for tests and for dry runs. */
export interface RecordingHost extends Host {
  readonly events: HostEvent[];
  readonly shown: Message[];
  readonly questions: Question[];
  /** What had to be typed. */
  readonly entered: Message[];
}

/**
 * Makes a {@link RecordingHost}.
 *
 * @param answers answers to the questions in order; a question beyond them is an error
 * @param lines what is typed, in order; nobody can type more
 */
export function recordingHost(
  answers: readonly boolean[] = [],
  lines: readonly string[] = [],
): RecordingHost {
  const events: HostEvent[] = [];
  const shown: Message[] = [];
  const questions: Question[] = [];
  const entered: Message[] = [];
  return {
    events,
    entered,
    shown,
    questions,
    notify: (event) => void events.push(event),
    show: (sentences) => void shown.push(...sentences),
    confirm: async (question) => {
      const answer = answers[questions.length];
      questions.push(question);
      if (answer === undefined) throw new Error(`unexpected question: ${question.message.code}`);
      return answer;
    },
    settle: () => undefined,
    enter: async (question) => {
      const line = lines[entered.length];
      entered.push(question);
      if (line === undefined) throw new LabsError('cli.no-terminal', {});
      return line;
    },
  };
}
