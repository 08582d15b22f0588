/** Which of how many questions this is. */
export type StepNumber = { step: number; of: number };

/** The questions in their order; `ways` is left out where a topic has only one. */
const questions = ['topic', 'ways', 'time', 'data', 'code'] as const;
export type Question = (typeof questions)[number];

/** @param hasWays whether one can choose how, or where, to talk to us */
export function stepNumber(question: Question, hasWays: boolean): StepNumber {
  const asked = questions.filter((name) => hasWays || name !== 'ways');
  return { step: asked.indexOf(question) + 1, of: asked.length };
}
