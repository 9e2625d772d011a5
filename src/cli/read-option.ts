import { InvalidArgumentError } from 'commander';
import { message, render } from '../messages/message.ts';

/**
 * Reads a number of things: 1, 2, and so on.
 *
 * @throws InvalidArgumentError for anything else
 */
export function readCount(typed: string): number {
  if (/^[1-9]\d*$/.test(typed)) return Number(typed);
  throw new InvalidArgumentError('');
}

/**
 * Reads US dollars, as the template's parameter takes them.
 *
 * @throws InvalidArgumentError for anything else
 */
export function readBudget(typed: string): number {
  const amount = /^\$?(\d{1,6}(?:\.\d{1,2})?)$/.exec(typed.trim())?.[1];
  if (amount !== undefined && Number(amount) > 0) return Number(amount);
  throw new InvalidArgumentError(render(message('start.budget-invalid'), 'en'));
}
