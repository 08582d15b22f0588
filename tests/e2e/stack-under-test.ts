/** Where the stack runs that the journeys walk through; handed over by the runner's setup in one variable. */
export type StackUnderTest = {
  member: string;
  inbox: string;
  migrateUrl: string;
  /** Where the processes log to */
  folder: string;
};

/** @throws when no stack was started */
export function stackUnderTest(): StackUnderTest {
  const given = process.env['STACK_UNDER_TEST'];
  if (given === undefined) throw new Error('STACK_UNDER_TEST is not set: run the journeys through `npm test`.');
  return JSON.parse(given) as StackUnderTest;
}
