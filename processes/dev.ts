/** npm run dev: the same stack as the demo, from the sources, following their changes; its data lie in `.local/dev`. */
import { runStack } from './demo/run.ts';
import { showWhereAllIs } from './demo/where.ts';

await runStack({ development: true }, (stack) => {
  showWhereAllIs(stack);
  return Promise.resolve(null);
});
