import { z } from 'zod';
import { db } from '#lib/platform/db.ts';
import type { StaffActor } from './staff-actor.ts';
import { extendRunningSession, selectRunningSession } from './staff-session.sql.ts';

/**
 * Looks a session up in the database: the one place that mints a `StaffActor`. Asked on every request and, while a
 * stream is open, again and again, so a revoked session ends at once (ID1).
 * @param options.extend a person asked for something, so the session's idle time begins anew
 * @returns `null` when the session is unknown, revoked or over, or its person no longer works here
 */
export async function readStaffSession(
  sessionId: string,
  options: { extend: boolean } = { extend: false },
): Promise<StaffActor | null> {
  if (!z.uuid().safeParse(sessionId).success) return null;
  const row = await selectRunningSession(sessionId, db());
  if (row === undefined) return null;
  if (options.extend && row.stale) await extendRunningSession(sessionId, db());
  const { stale: _, ...actor } = row;
  return actor as StaffActor;
}
