import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import { styleText } from 'node:util';
import { ask, enter } from './ask.ts';
import type { Host, HostEvent } from './host.ts';
import type { HostOptions } from './streams.ts';
import { countOf, timeLeftOf } from './task-line.ts';
import { cutTo, widthOf, wrapHanging } from './width.ts';

type TaskEvent = Extract<HostEvent, { type: 'task' }>;

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;

/**
 * A host for a terminal: running tasks move in place below the lines that stay; nothing is wider
 * than the terminal, so that a redraw never leaves a line behind.
 */
// oxlint-disable-next-line max-lines-per-function -- closures over what is on the screen
export function terminalHost(options: HostOptions): Host {
  const { out, say } = options;
  const running = new Map<string, TaskEvent>();
  let drawn = 0;
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;
  let isSettled = false;

  const columns = () => Math.max(20, out.columns ?? 80) - 1;

  function erase(): void {
    if (drawn === 0) return;
    moveCursor(out, 0, -drawn);
    cursorTo(out, 0);
    clearScreenDown(out);
    drawn = 0;
  }

  function draw(): void {
    const rows = Math.max(1, (out.rows ?? 24) - 1);
    const shown = [...running.values()].slice(-rows);
    for (const task of shown) out.write(`${runningLine(task)}\n`);
    drawn = shown.length;
  }

  function runningLine(task: TaskEvent): string {
    const tail = `${countOf(task)}${timeLeftOf(task, say)}`;
    const spinner = frames[frame % frames.length] ?? '';
    const room = columns() - widthOf(tail) - 2;
    return room < 8
      ? cutTo(`${spinner} ${say(task.message)}${tail}`, columns())
      : `${styleText('cyan', spinner, { stream: out })} ${cutTo(say(task.message), room)}${styleText('dim', tail, { stream: out })}`;
  }

  function tick(): void {
    frame += 1;
    erase();
    draw();
  }

  /** Prints a line that stays, above the running ones. */
  function print(line: string): void {
    erase();
    out.write(`${line}\n`);
    draw();
  }

  function finish(task: TaskEvent): void {
    running.delete(task.id);
    const mark =
      task.state === 'done'
        ? styleText('green', '✔', { stream: out })
        : styleText('red', '✖', { stream: out });
    print(`${mark} ${say(task.message)}${countOf(task)}`);
    if (running.size === 0) stopTimer();
  }

  function stopTimer(): void {
    clearInterval(timer);
    timer = undefined;
  }

  /** Takes the running lines off the screen: a task that nobody waits for tells no more. */
  function settle(): void {
    isSettled = true;
    stopTimer();
    erase();
    running.clear();
  }

  function notify(event: HostEvent): void {
    if (event.type === 'task') {
      if (event.state !== 'running') return finish(event);
      if (isSettled) return undefined;
      running.set(event.id, event);
      erase();
      draw();
      // Not kept alive by its own spinner: a process that has nothing else to do ends.
      timer ??= setInterval(tick, frameMs).unref();
      return undefined;
    }
    const sentence = say(event.message);
    return print(
      event.type === 'warning'
        ? `${styleText('yellow', '!', { stream: out })} ${sentence}`
        : sentence,
    );
  }

  return {
    notify,
    show: (lines) =>
      lines.forEach((line) =>
        say(line)
          .split('\n')
          .flatMap((part) => wrapHanging(part, columns()))
          .forEach(print),
      ),
    confirm: (question) => ask(question, options),
    settle,
    enter: (question) => enter(question, options),
  };
}
