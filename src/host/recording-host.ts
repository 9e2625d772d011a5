import type { Message } from '../messages/message.ts';
import type { Host, HostEvent, Question } from './host.ts';

/** A host that keeps what it was told and answers from a list: for tests and for dry runs. */
export interface RecordingHost extends Host {
  readonly events: HostEvent[];
  readonly shown: Message[];
  readonly questions: Question[];
}

/**
 * Makes a {@link RecordingHost}.
 *
 * @param answers answers to the questions in order; a question beyond them is an error
 */
export function recordingHost(answers: readonly boolean[] = []): RecordingHost {
  const events: HostEvent[] = [];
  const shown: Message[] = [];
  const questions: Question[] = [];
  return {
    events,
    shown,
    questions,
    notify: (event) => void events.push(event),
    show: (lines) => void shown.push(...lines),
    confirm: async (question) => {
      const answer = answers[questions.length];
      questions.push(question);
      if (answer === undefined) throw new Error(`unexpected question: ${question.message.code}`);
      return answer;
    },
    settle: () => undefined,
  };
}
