import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';

const heldRow = z.object({
  id: z.uuid(),
  endsAt: z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text))),
});

/** Locks the living hold that one browser's move stands on. The sweep looks at it again afterwards. */
export async function lockMove(
  appointmentId: string,
  movingHash: Uint8Array<ArrayBuffer>,
  tx: Transaction,
): Promise<z.infer<typeof heldRow> | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id::text, (extract(epoch FROM ends_at) * 1000)::bigint::text AS "endsAt" FROM appointment
    WHERE moves_id = ${appointmentId}::uuid AND browser_hash = ${movingHash}
      AND state = 'held' AND expires_at > app_now()
    ORDER BY created_at DESC, id DESC LIMIT 1 FOR UPDATE`;
  return rows[0] === undefined ? null : heldRow.parse(rows[0]);
}

const placeRow = z.object({
  serviceCenterId: z.string(),
  advisorId: z.string(),
  channel: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  groupSessionId: z.string().nullable(),
  seat: z.int().nullable(),
});

/**
 * The held time becomes the appointment's: its claims go over, the hold ends, and the appointment says the new time. Its
 * own claims have been given back before. @returns how many claims went over
 */
export async function takeOverHold(holdId: string, appointmentId: string, tx: Transaction): Promise<number> {
  const claims = await tx.$executeRaw`
    UPDATE claim SET appointment_id = ${appointmentId}::uuid WHERE appointment_id = ${holdId}::uuid`;
  // All that are left of this appointment: other browsers' moves have become pointless.
  const ended = await tx.$queryRaw<unknown[]>`
    DELETE FROM appointment WHERE moves_id = ${appointmentId}::uuid AND state = 'held'
    RETURNING id::text, service_center_id::text AS "serviceCenterId", advisor_id::text AS "advisorId", channel::text,
      starts_at AS "startsAt", ends_at AS "endsAt", group_session_id::text AS "groupSessionId", seat::int`;
  const held = z
    .array(placeRow.extend({ id: z.string() }))
    .parse(ended)
    .find(({ id }) => id === holdId);
  if (held === undefined) throw new Error('A hold under lock is gone');
  await tx.$executeRaw`
    UPDATE appointment SET service_center_id = ${held.serviceCenterId}::uuid, advisor_id = ${held.advisorId}::uuid,
      channel = ${held.channel}::channel, starts_at = ${held.startsAt}, ends_at = ${held.endsAt},
      group_session_id = ${held.groupSessionId}::uuid, seat = ${held.seat}, late_minutes = NULL, version = version + 1
    WHERE id = ${appointmentId}::uuid`;
  await tx.$executeRaw`UPDATE person_booking SET ends_at = ${held.endsAt} WHERE appointment_id = ${appointmentId}::uuid`;
  return claims;
}
