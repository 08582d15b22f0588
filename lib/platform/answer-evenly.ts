import { setTimeout } from 'node:timers/promises';

/**
 * Answers no earlier than after `milliseconds`, well or badly: how long it took says nothing about what was found, as
 * long as the work takes less.
 */
export async function answerEvenly<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [answer] = await Promise.allSettled([work(), setTimeout(milliseconds)]);
  if (answer.status === 'rejected') throw answer.reason;
  return answer.value;
}
