import { type Database, db } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { wishWords } from '#lib/booking/core/wishes.ts';
import type { TimeChoice, Wishes } from '#lib/booking/schema.ts';
import { readHold } from './read-hold.ts';

/**
 * The living hold of a holder, when it is just what is asked for: a program whose answer got lost asks again, somebody
 * presses twice or goes back, and has the time already. `null` when it holds nothing, or something else.
 * @param wished what was wished for then, which is not written on the hold, from whoever remembers it
 */
export async function findOwnHold(
  token: string | null,
  choice: TimeChoice,
  wished?: Wishes,
  database: Database = db(),
): Promise<{ appointmentId: string; expiresAt: Temporal.Instant } | null> {
  const held = await readHold(token, database);
  if (held === null) return null;
  const { id, service, further, channel, center, advisor, startsAt } = held.appointment;
  const same =
    startsAt.equals(choice.startsAt) &&
    service.slug === choice.service &&
    further.map(({ slug }) => slug).join() === (choice.further ?? []).join() &&
    wishWords(wished).join() === wishWords(choice.wishes).join() &&
    channel === choice.channel &&
    (choice.center === undefined || choice.center === center.slug) &&
    (choice.advisor === undefined || choice.advisor === advisor.id);
  return same ? { appointmentId: id, expiresAt: held.expiresAt } : null;
}
