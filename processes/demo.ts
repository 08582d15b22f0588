/**
 * npm run demo: the whole product on this machine, until Ctrl-C. `--check`: an own fresh one on free ports, the way
 * from booking to video consultation in real browsers, and its end.
 */
import { checkStack } from './demo/check.ts';
import { runStack } from './demo/run.ts';
import { showWhereAllIs } from './demo/where.ts';

if (process.argv.includes('--check')) {
  await runStack({ fresh: true }, checkStack);
} else {
  await runStack({}, (stack) => {
    showWhereAllIs(stack);
    return Promise.resolve(null);
  });
}
