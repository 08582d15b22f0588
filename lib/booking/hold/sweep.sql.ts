import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import type { StepSpan } from '#lib/booking/core/free-times.ts';
import { refusedDays } from '#lib/booking/policy.ts';

const keyRows = z.array(z.object({ keyRef: z.string().nullable() }));

/**
 * Deletes expired holds; their claims go with them. The condition stands on the deleted row itself, so a row that is
 * being confirmed at this moment is looked at again once that has happened, and stays. (A list of ids made beforehand
 * would delete it.)
 * @returns the references of their data keys: see `sweepWithKeys`
 */
export async function sweepExpiredHolds(database: Transaction): Promise<(string | null)[]> {
  const rows = await database.$queryRaw`
    DELETE FROM appointment WHERE state = 'held' AND expires_at <= app_now() RETURNING key_ref AS "keyRef"`;
  return keyRows.parse(rows).map(({ keyRef }) => keyRef);
}

/** The same for those in the way of a new hold, on any of the resources. */
export async function sweepExpiredHoldsIn(
  resourceIds: readonly string[],
  span: StepSpan,
  database: Transaction,
): Promise<(string | null)[]> {
  const rows = await database.$queryRaw`
    DELETE FROM appointment AS hold USING claim
    WHERE claim.appointment_id = hold.id AND claim.resource_id = ANY(${resourceIds}::uuid[])
      AND int4range(claim.start_step, claim.end_step) && int4range(${span.from}, ${span.to})
      AND hold.state = 'held' AND hold.expires_at <= app_now()
    RETURNING hold.key_ref AS "keyRef"`;
  return keyRows.parse(rows).map(({ keyRef }) => keyRef);
}

/** Deletes drafts past their clock. @returns the references of their data keys */
export async function sweepExpiredDrafts(database: Transaction): Promise<(string | null)[]> {
  const rows = await database.$queryRaw`DELETE FROM draft WHERE expires_at <= app_now() RETURNING key_ref AS "keyRef"`;
  return keyRows.parse(rows).map(({ keyRef }) => keyRef);
}

/**
 * Deletes holds that a limit refused once their message is sent, or a day later. @returns the references of their data
 * keys
 */
export async function sweepRefusedHolds(database: Transaction): Promise<(string | null)[]> {
  const rows = await database.$queryRaw`
    DELETE FROM appointment WHERE state = 'cancelled' AND confirmed_at IS NULL
      AND (cancelled_at <= app_now() - ${refusedDays} * interval '1 day'
        OR NOT EXISTS (SELECT FROM outbox_message WHERE appointment_id = appointment.id AND state = 'waiting'))
    RETURNING key_ref AS "keyRef"`;
  return keyRows.parse(rows).map(({ keyRef }) => keyRef);
}
