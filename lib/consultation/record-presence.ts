import { z } from 'zod';
import { type Database, db } from '#lib/platform/db.ts';
import { announce } from '#lib/platform/live-topics.ts';
import { advisorTopic, consultationTopic } from './change-consultation.ts';
import type { Visit } from './current-visit.ts';
import { presentSeconds } from './policy.ts';

const cameBack = z.array(z.object({ back: z.boolean() }));

/** Notes that the member's browser is there; at most every ten seconds, and loudly only when it had been away. */
export async function recordPresence(visit: Visit, database: Database = db()): Promise<void> {
  const rows = await database.$queryRaw`
    UPDATE participant SET last_seen_at = app_now()
    WHERE id = ${visit.participantId}::uuid AND last_seen_at < app_now() - interval '10 seconds'
    RETURNING old.last_seen_at < app_now() - make_interval(secs => ${presentSeconds}) AS back`;
  if (cameBack.parse(rows)[0]?.back !== true) return;
  await announce(database, [consultationTopic(visit.consultationId), advisorTopic(visit.resourceId)]);
}
