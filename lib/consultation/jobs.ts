import { z } from 'zod';
import type { Database } from '#lib/platform/db.ts';
import type { Job } from '#lib/platform/jobs.ts';
import { deleteRoom, listRooms, videoAvailable } from '#lib/platform/livekit.ts';
import { readRoomName } from './core/consultation-state.ts';
import { finishConsultation } from './finish-consultation.ts';
import { closesMinutesAfter, deadMinutes } from './policy.ts';
import { inspectRoom } from './tripwire.ts';

const deadRows = z.array(z.object({ id: z.string(), left: z.boolean() }));

/** Ends consultations whose time is past and in which nobody was seen for a while. */
async function endDeadConsultations(database: Database): Promise<Record<string, number>> {
  const rows = await database.$queryRaw`
    SELECT c.id::text AS id,
      bool_and(p.state IN ('left', 'removed')) FILTER (WHERE p.role = 'member') IS TRUE AS left
    FROM consultation c
    JOIN appointment a ON a.id = c.appointment_id
    LEFT JOIN participant p ON p.consultation_id = c.id
    WHERE c.state <> 'ended' AND a.ends_at < app_now() - make_interval(mins => ${closesMinutesAfter})
    GROUP BY c.id
    HAVING coalesce(max(p.last_seen_at), '-infinity') < app_now() - make_interval(mins => ${deadMinutes})`;
  let ended = 0;
  for (const { id, left } of deadRows.parse(rows)) {
    const reason = left ? 'member_left' : 'timed_out';
    if (await finishConsultation(id, reason, { actorKind: 'system' }, database)) ended += 1;
  }
  return { ended };
}

/** Compares the video server's rooms with the truth: closes what should not be open, and looks for intruders. */
async function reconcileRooms(database: Database): Promise<Record<string, number>> {
  const counts = { closed: 0, intruders: 0 };
  if (!videoAvailable()) return counts;
  for (const name of await listRooms()) {
    const room = readRoomName(name);
    if (room === null) continue;
    const consultation = await database.consultation.findUnique({
      where: { id: room.consultationId },
      select: { state: true, epoch: true },
    });
    if (consultation?.state !== 'in_call' || consultation.epoch !== room.epoch) {
      if (await deleteRoom(name)) counts.closed += 1;
    } else if (await inspectRoom(name, room.consultationId, database)) counts.intruders += 1;
  }
  return counts;
}

export const jobs: readonly Job[] = [
  { name: 'consultation:end-dead', cron: '*/2 * * * *', run: endDeadConsultations },
  { name: 'consultation:reconcile-rooms', cron: '*/15 * * * * *', run: reconcileRooms },
];
