import { z } from 'zod';
import { readRows, type Transaction } from '#lib/platform/db.ts';
import { legalZone } from '#lib/platform/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { maxBookingsPerWeek, maxOpenBookings } from '#lib/booking/policy.ts';

/** Whose booking it is, and where its messages go. */
export interface BookingPerson {
  identityHash: Uint8Array<ArrayBuffer>;
  mailboxHash: Uint8Array<ArrayBuffer>;
}

/** Written into the statement: the planner then knows how few they are, and plans the statement once (decision 0020). */
const number = (value: number) => Prisma.raw(String(value));

/** Monday of the running week, in the legal zone. */
const thisWeek = Prisma.sql`date_trunc('week', app_now() AT TIME ZONE ${Prisma.raw(`'${legalZone}'`)})::date`;

/**
 * The smallest numbers that a person has free, as one row of `number`, `week`, `of_week`; null: none, a limit is reached.
 * Whoever takes them is decided by the unique constraints: what is read here may be somebody else's a moment later.
 */
export function freeNumbersSql(identityHash: Uint8Array<ArrayBuffer>): Prisma.Sql {
  return Prisma.sql`
    SELECT week, (
      SELECT min(n) FROM generate_series(1, ${number(maxOpenBookings)}) AS n
      WHERE NOT EXISTS (SELECT FROM person_booking WHERE identity_hash = ${identityHash} AND number = n)) AS number, (
      SELECT min(n) FROM generate_series(1, ${number(maxBookingsPerWeek)}) AS n
      WHERE NOT EXISTS (SELECT FROM person_booking AS own
        WHERE own.identity_hash = ${identityHash} AND own.week = running.week AND own.of_week = n)) AS of_week
    FROM (SELECT ${thisWeek} AS week) AS running`;
}

/**
 * Takes the numbers for each row of `source` (`id`, `ends_at` of an appointment), out of the row `free` of
 * `freeNumbersSql`; part of a statement. Nothing comes back when there is none, or somebody was faster: then again.
 */
export function takeNumbersSql(person: BookingPerson, source: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO person_booking (appointment_id, identity_hash, mailbox_hash, number, week, of_week, ends_at)
    SELECT source.id, ${person.identityHash}, ${person.mailboxHash}, free.number, free.week, free.of_week, source.ends_at
    FROM ${source} AS source, free
    WHERE free.number IS NOT NULL AND free.of_week IS NOT NULL
    ON CONFLICT DO NOTHING
    RETURNING appointment_id`;
}

/** Why a person can book no more online. */
export type LimitReached = 'open' | 'week';

const standingRow = z.object({ number: z.int().nullable(), ofWeek: z.int().nullable(), told: z.boolean() });

/**
 * How a person stands before a code is sent: one statement, the same for everybody, whoever is known or not (BK3).
 * @returns `told`: the messages of all that counts went to this mailbox, so whoever reads there knows of it anyway
 */
export async function readStanding(
  { identityHash, mailboxHash }: BookingPerson,
  database: Transaction,
): Promise<{ reached: LimitReached | null; told: boolean }> {
  const rows = await readRows(
    database,
    Prisma.sql`
    WITH free AS (${freeNumbersSql(identityHash)})
    SELECT free.number::int, free.of_week::int AS "ofWeek", coalesce((
      SELECT bool_and(mailbox_hash = ${mailboxHash}) FROM person_booking
      WHERE identity_hash = ${identityHash}
        AND CASE WHEN free.number IS NULL THEN number IS NOT NULL ELSE person_booking.week = free.week END), true) AS told
    FROM free`,
  );
  const { number, ofWeek, told } = standingRow.parse(rows[0]);
  return { reached: number === null ? 'open' : ofWeek === null ? 'week' : null, told };
}

const takenRow = z.object({ taken: z.boolean(), number: z.int().nullable(), ofWeek: z.int().nullable() });

/**
 * Takes the numbers for an appointment that is made in the caller's transaction, as confirming a hold does.
 * @returns `overtaken`: another booking of the person took it: again
 */
export async function takeNumber(
  appointmentId: string,
  person: BookingPerson,
  tx: Transaction,
): Promise<'taken' | 'overtaken' | LimitReached> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH booked AS (
      SELECT id, ends_at FROM appointment WHERE id = ${appointmentId}::uuid
    ), free AS MATERIALIZED (
      ${freeNumbersSql(person.identityHash)}
    ), numbered AS (
      ${takeNumbersSql(person, Prisma.sql`booked`)}
    )
    SELECT EXISTS (SELECT FROM numbered) AS taken, free.number::int, free.of_week::int AS "ofWeek" FROM free`;
  const { taken, number, ofWeek } = takenRow.parse(rows[0]);
  if (taken) return 'taken';
  return number === null ? 'open' : ofWeek === null ? 'week' : 'overtaken';
}

/** A cancelled booking gives its number back. */
export async function freeNumber(appointmentId: string, tx: Transaction): Promise<void> {
  await tx.$executeRaw`UPDATE person_booking SET number = NULL WHERE appointment_id = ${appointmentId}::uuid`;
}

/** What is over gives its number back. @returns how many */
export async function freeEndedNumbers(database: Transaction): Promise<number> {
  return database.$executeRaw`
    UPDATE person_booking SET number = NULL WHERE number IS NOT NULL AND ends_at <= app_now()`;
}

const formerRow = z.object({
  identityHash: z.instanceof(Uint8Array<ArrayBuffer>),
  mailboxHash: z.instanceof(Uint8Array<ArrayBuffer>),
  week: z.iso.date(),
  ofWeek: z.int(),
  endsAt: z.date(),
});

/**
 * Gives a booking whose cancellation is undone a number again, in the caller's transaction. Made anew, since only a new
 * row can say that somebody was faster without ending the transaction.
 * @returns false when the person has as many open ones by now; undo the transaction
 */
export async function takeNumberAgain(appointmentId: string, tx: Transaction): Promise<boolean> {
  const [former] = z.array(formerRow).parse(
    await tx.$queryRaw`
      DELETE FROM person_booking WHERE appointment_id = ${appointmentId}::uuid
      RETURNING identity_hash AS "identityHash", mailbox_hash AS "mailboxHash", week::text, of_week::int AS "ofWeek",
        ends_at AS "endsAt"`,
  );
  // Booked otherwise than online: it is not counted.
  if (former === undefined) return true;
  const { identityHash, mailboxHash, week, ofWeek, endsAt } = former;
  for (let round = 0; round <= maxOpenBookings; round += 1) {
    const rows = await tx.$queryRaw<unknown[]>`
      WITH free AS MATERIALIZED (
        ${freeNumbersSql(identityHash)}
      ), numbered AS (
        INSERT INTO person_booking (appointment_id, identity_hash, mailbox_hash, number, week, of_week, ends_at)
        SELECT ${appointmentId}::uuid, ${identityHash}, ${mailboxHash}, free.number, ${week}::date, ${ofWeek}::smallint, ${endsAt}
        FROM free WHERE free.number IS NOT NULL
        ON CONFLICT DO NOTHING
        RETURNING appointment_id
      )
      SELECT EXISTS (SELECT FROM numbered) AS taken, free.number::int, free.of_week::int AS "ofWeek" FROM free`;
    const { taken, number } = takenRow.parse(rows[0]);
    if (taken || number === null) return taken;
    // Another booking of the person was faster: the next statement sees it.
  }
  return false;
}
