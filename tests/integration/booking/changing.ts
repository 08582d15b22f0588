import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import type { ChangeRight } from '#lib/booking/change/change-right.ts';
import { openDataKey } from '#lib/booking/data-key.ts';
import { findOwnAppointment, type OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { ownLinkToken } from '#lib/booking/link-token.ts';
import { openAccess } from '#lib/booking/change/open-access.ts';
import { requestAccess } from '#lib/booking/change/request-access.ts';
import type { ContactForm, TimeChoice } from '#lib/booking/schema.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { connectAs } from '#tests/setup/databases.ts';
import { freshKvnr } from '#tests/setup/kvnr.ts';
import { codeOf, codesOf } from './code-of.ts';
import { change } from './resources.ts';
import { choiceAt, secretForm } from './world.ts';

export interface Booked {
  appointmentId: string;
  linkToken: string;
  bookingCode: string;
}

/** A confirmed appointment with its mail's link. */
export async function book(
  startsAt: string,
  given: { form?: ContactForm; choice?: Partial<TimeChoice> } = {},
): Promise<Booked> {
  const held = await holdTime({ choice: choiceAt(startsAt, given.choice), browserToken: null, locale: 'de' });
  if (!held.ok) throw new Error(`Not held: ${held.reason}`);
  const { appointmentId, browserToken } = held;
  const form = { ...secretForm, kvnr: freshKvnr(), ...given.form };
  await submitContact({ browserToken, form, locale: 'de' });
  const confirmed = await confirmAppointment({ browserToken, code: await codeOf(appointmentId) });
  if (!confirmed.ok) throw new Error(`Not confirmed: ${confirmed.reason}`);
  const row = await db().appointment.findUniqueOrThrow({ where: { id: appointmentId } });
  const dataKey = await openDataKey(row.keyRef ?? '');
  const linkToken = dataKey === null ? null : ownLinkToken(dataKey, row);
  if (linkToken === null || row.bookingCode === null) throw new Error('No link');
  return { appointmentId, linkToken, bookingCode: row.bookingCode };
}

/** A browser that proved the mailbox of an appointment. */
export async function prove(
  { appointmentId, linkToken }: Booked,
  database: Database = db(),
): Promise<{ browserToken: string; right: ChangeRight; own: OwnAppointment }> {
  const key = { linkToken };
  const browserToken = randomToken();
  const asked = await requestAccess({ key, browserToken }, database);
  if (!asked.ok) throw new Error(`No code: ${asked.reason}`);
  const opened = await openAccess({ key, code: await accessCodeOf(appointmentId, database), browserToken }, database);
  if (!opened.ok) throw new Error(`Not opened: ${opened.reason}`);
  const own = await findOwnAppointment({ linkToken, browserToken }, database);
  if (own?.change == null) throw new Error('Nothing to change');
  return { browserToken, right: own.change, own };
}

/** The only code for changing an appointment that was not read yet: the test's clock stands still, so none is newest. */
export async function accessCodeOf(appointmentId: string, database: Database = db()): Promise<string> {
  const codes = await codesOf(appointmentId, 'manage_appointment', database);
  const [unread, ...more] = codes.filter(({ id }) => !read.has(id));
  if (unread === undefined || more.length > 0) throw new Error('Not one new code');
  read.add(unread.id);
  return unread.code;
}
const read = new Set<string>();

/** What the database says of an appointment. */
export async function stateOf(appointmentId: string) {
  const row = await db().appointment.findUnique({ where: { id: appointmentId }, include: { claims: true } });
  return (
    row && {
      state: row.state,
      startsAt: row.startsAt.toISOString(),
      channel: row.channel,
      claims: row.claims.length,
      version: row.version,
    }
  );
}

/** Names of what was written to the person of an appointment, codes apart, in the order of the alphabet. */
export async function messagesAbout(appointmentId: string): Promise<string[]> {
  const rows = await db().outboxMessage.findMany({ where: { appointmentId }, orderBy: { template: 'asc' } });
  return rows.map(({ template }) => template).filter((template) => template !== 'one-time-code');
}

/** Minutes before the start until which members change their appointments. */
export async function setDeadline(minutes: number): Promise<void> {
  await change('UPDATE service SET change_deadline = $1', [minutes]);
}

/** Every claim belongs to somebody, none overlaps another one. */
export async function claimsAreSound(): Promise<boolean> {
  const { rows } = await (await connectAs('superuser')).query<{ bad: number }>(
    `SELECT (SELECT count(*) FROM claim a JOIN claim b ON a.resource_id = b.resource_id AND a.id < b.id
        AND int4range(a.start_step, a.end_step) && int4range(b.start_step, b.end_step))
      + (SELECT count(*) FROM appointment WHERE state IN ('held', 'confirmed') AND group_session_id IS NULL
        AND NOT EXISTS (SELECT FROM claim WHERE appointment_id = appointment.id))
      + (SELECT count(*) FROM appointment a WHERE a.state IN ('held', 'confirmed') AND EXISTS (
          SELECT FROM claim c WHERE c.appointment_id = a.id AND c.resource_id = a.advisor_id
          AND NOT (c.start_step * 300 <= extract(epoch FROM a.starts_at) AND c.end_step * 300 >= extract(epoch FROM a.ends_at))))
      AS bad`,
  );
  return Number(rows[0]?.bad) === 0;
}
