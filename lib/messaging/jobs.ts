import type { Job } from '#lib/platform/jobs.ts';
import { sendOutbox } from './send-outbox.ts';

export const jobs: readonly Job[] = [
  { name: 'messaging:send-outbox', cron: '*/2 * * * * *', run: (database) => sendOutbox(database) },
];
