/** Once before all journeys: the whole product, fresh, on free ports. With STACK_UNDER_TEST set, that one is used. */
import { startStack } from '#processes/demo/stack.ts';
import type { StackUnderTest } from '../e2e/stack-under-test.ts';

export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.STACK_UNDER_TEST !== undefined) return async () => {};
  const stack = await startStack({ fresh: true, say: (line) => process.stdout.write(`${line}\n`) });
  const described: StackUnderTest = {
    member: stack.urls.member,
    inbox: stack.urls.inbox,
    migrateUrl: stack.migrateUrl,
    folder: stack.folder,
  };
  // Inherited by the processes in which the journeys run.
  process.env.STACK_UNDER_TEST = JSON.stringify(described);
  return () => stack.stop();
}
