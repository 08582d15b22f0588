import { z } from 'zod';
import { readRows, type Transaction } from '#lib/platform/db.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';
import type { StepSpan } from '#lib/booking/core/free-times.ts';
import { leavingMinutes } from '#lib/booking/policy.ts';
import type { Channel } from '#lib/booking/schema.ts';

const instant = z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)));
const heldRow = z.object({ current: z.boolean(), expiresAt: instant.nullable() });
const keyRows = z.array(z.object({ keyRef: z.string().nullable() }));

/** A center with the version of its hours that a time was computed on. */
export interface CenterVersion {
  id: string;
  calendarVersion: number;
}

export interface NewHold {
  id: string;
  serviceId: string;
  /** What is talked about besides, in order (BK10) */
  furtherIds: readonly string[];
  center: CenterVersion;
  advisorId: string;
  channel: Channel;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  claim: StepSpan;
  browserHash: Uint8Array<ArrayBuffer>;
  locale: string;
  minutes: number;
  /** The appointment that this time is to take the place of (BK6) */
  movesId?: string;
}

export type HoldOutcome =
  | { held: true; expiresAt: Temporal.Instant }
  /** `hours-changed`: computed on older hours; read and compute again. `taken`: somebody has the time. */
  | { held: false; reason: 'hours-changed' | 'taken' };

/**
 * Takes a time, all or nothing, in one statement: the center's hours are still those the time was computed on (and stay
 * so until this commits), nobody has any part of it, then claim and appointment come to be. The exclusion constraint
 * decides between those who come at the same moment.
 */
export async function insertHold(hold: NewHold, database: Transaction): Promise<HoldOutcome> {
  const rows = await readRows(
    database,
    Prisma.sql`
    WITH center AS (
      SELECT id FROM service_center
      WHERE id = ${hold.center.id}::uuid AND calendar_version = ${hold.center.calendarVersion} FOR SHARE
    ), claimed AS (
      INSERT INTO claim (resource_id, start_step, end_step, appointment_id)
      SELECT ${hold.advisorId}::uuid, ${hold.claim.from}, ${hold.claim.to}, ${hold.id}::uuid FROM center
      ON CONFLICT DO NOTHING
      RETURNING appointment_id
    ), held AS (
      INSERT INTO appointment (id, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, locale,
        browser_hash, moves_id, expires_at, promised_until)
      SELECT appointment_id, ${hold.serviceId}::uuid, ${hold.center.id}::uuid, ${hold.advisorId}::uuid,
        ${hold.channel}::channel, ${toDate(hold.startsAt)}, ${toDate(hold.endsAt)}, ${hold.locale}, ${hold.browserHash},
        ${hold.movesId ?? null}::uuid, app_now() + ${hold.minutes} * interval '1 minute', app_now() + ${hold.minutes} * interval '1 minute'
      FROM claimed
      RETURNING id, expires_at
    )${withFurther(hold.furtherIds)}
    SELECT EXISTS (SELECT FROM center) AS current,
      (SELECT (extract(epoch FROM expires_at) * 1000)::bigint::text FROM held) AS "expiresAt"`,
  );
  const { current, expiresAt } = heldRow.parse(rows[0]);
  if (expiresAt !== null) return { held: true, expiresAt };
  return { held: false, reason: current ? 'taken' : 'hours-changed' };
}

/** Part of a holding statement after `held (id)`: what is talked about besides comes to be with the appointment. */
export function withFurther(serviceIds: readonly string[]): Prisma.Sql {
  if (serviceIds.length === 0) return Prisma.empty;
  return Prisma.sql`, further AS (
      INSERT INTO appointment_service (appointment_id, service_id, position)
      SELECT held.id, service.id, service.position
      FROM held, unnest(${serviceIds}::uuid[]) WITH ORDINALITY AS service (id, position)
    )`;
}

/**
 * Ends all holds of a browser but its latest one. Posts at the same moment each call this after their own commit, so
 * whoever is last sees them all, and one is left.
 * @returns the references of their data keys, to be destroyed
 */
export async function deleteFormerHolds(
  browserHash: Uint8Array<ArrayBuffer>,
  database: Transaction,
): Promise<(string | null)[]> {
  return keyRefs(
    await database.$queryRaw`
      DELETE FROM appointment AS former
      WHERE browser_hash = ${browserHash} AND state = 'held' AND EXISTS (
        SELECT FROM appointment AS later
        WHERE later.browser_hash = ${browserHash} AND later.state = 'held'
          AND (later.created_at, later.id) > (former.created_at, former.id))
      RETURNING key_ref AS "keyRef"`,
  );
}

/** What this browser typed for its former hold now belongs to this one, if it is still there. */
export async function linkDraft(
  browserHash: Uint8Array<ArrayBuffer>,
  appointmentId: string,
  database: Transaction,
): Promise<void> {
  await database.$executeRaw`
    UPDATE draft SET appointment_id = appointment.id FROM appointment
    WHERE appointment.id = ${appointmentId}::uuid AND draft.browser_hash = ${browserHash}`;
}

/** Ends the holds of a browser. @returns the references of their data keys */
export async function deleteHolds(
  browserHash: Uint8Array<ArrayBuffer>,
  database: Transaction,
): Promise<(string | null)[]> {
  return keyRefs(
    await database.$queryRaw`
      DELETE FROM appointment WHERE browser_hash = ${browserHash} AND state = 'held' RETURNING key_ref AS "keyRef"`,
  );
}

/**
 * The page was left: the time comes free soon, unless the member comes back before. Never makes a hold longer, and does
 * nothing once a code was sent: then people leave to read their mail.
 */
export async function shortenHold(browserHash: Uint8Array<ArrayBuffer>, database: Transaction): Promise<void> {
  await database.$executeRaw`
    UPDATE appointment SET expires_at = least(expires_at, app_now() + ${leavingMinutes} * interval '1 minute')
    WHERE browser_hash = ${browserHash} AND state = 'held' AND expires_at > app_now() AND contact IS NULL`;
}

/** The member is back: the hold ends when it was said to end. */
export async function restoreHold(browserHash: Uint8Array<ArrayBuffer>, database: Transaction): Promise<void> {
  await database.$executeRaw`
    UPDATE appointment SET expires_at = promised_until
    WHERE browser_hash = ${browserHash} AND state = 'held' AND expires_at > app_now() AND expires_at < promised_until`;
}

const extendedRow = z.object({ id: z.uuid(), expiresAt: instant, extensions: z.int() });

/** Starts the minutes anew, at most `maxExtensions` times. `null`: there is no living hold, or it was extended as often. */
export async function prolongHold(
  browserHash: Uint8Array<ArrayBuffer>,
  { minutes, maxExtensions }: { minutes: number; maxExtensions: number },
  database: Transaction,
): Promise<z.infer<typeof extendedRow> | null> {
  const rows = await database.$queryRaw<unknown[]>`
    UPDATE appointment SET extensions = extensions + 1,
      expires_at = greatest(promised_until, app_now() + ${minutes} * interval '1 minute'),
      promised_until = greatest(promised_until, app_now() + ${minutes} * interval '1 minute')
    WHERE browser_hash = ${browserHash} AND state = 'held' AND expires_at > app_now() AND extensions < ${maxExtensions}
    RETURNING id::text, (extract(epoch FROM expires_at) * 1000)::bigint::text AS "expiresAt", extensions::int`;
  return rows[0] === undefined ? null : extendedRow.parse(rows[0]);
}

function keyRefs(rows: unknown): (string | null)[] {
  return keyRows.parse(rows).map(({ keyRef }) => keyRef);
}
