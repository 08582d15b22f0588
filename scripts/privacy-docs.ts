/** npm run privacy-docs: writes the documents in docs/privacy that are generated from the retention rules (DP7). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { renderRetention } from '#lib/privacy/render-retention.ts';

mkdirSync('docs/privacy', { recursive: true });
writeFileSync('docs/privacy/retention.md', renderRetention());
process.stdout.write('Wrote docs/privacy/retention.md\n');
