import { randomUUID } from 'node:crypto';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { appNow, legalDay, Temporal, toDate } from '#lib/platform/time.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { enqueueMessage } from '#lib/messaging/enqueue-message.ts';
import type { ChangeRight } from '#lib/booking/change/change-right.ts';
import { lockAppointment } from '#lib/booking/change/change.sql.ts';
import { changeUntil, type WhyNotChangeable, whyNotChangeable } from '#lib/booking/core/change-rules.ts';
import { type DataKey, destroyDataKeys, ensureDataKey } from '#lib/booking/data-key.ts';
import { loadAppointments } from '#lib/booking/load-appointments.ts';
import { type Mailing, openMailing } from '#lib/booking/mail-change.ts';
import { waitingDays } from '#lib/booking/policy.ts';
import {
  dayColumn,
  openWaiting,
  sealContact,
  waitingCodeHash,
  waitingCodeOf,
  waitingLinkHash,
  waitingPersonHash,
  waitingTokenOf,
} from './waiting-entry.ts';
import { joinedMessage } from './waiting-message.ts';
import type { WaitingDays } from './waiting-schema.ts';

export type WaitingForEarlier =
  /** `linkToken` shows the entry to this browser */
  | { ok: true; entryId: string; linkToken: string }
  /** `unknown-days`: not between today and the appointment; `group`: its time is that of all who come */
  | { ok: false; reason: 'gone' | 'unknown-days' | 'group' | WhyNotChangeable };

/**
 * Puts somebody who has an appointment on the waiting list for an earlier one, with the same service, way and place
 * (BK8). The mailbox was proved for changing the appointment. Who waits already changes the wish and keeps the place.
 * @param request.sameAdvisor only with the advisor they have
 */
export async function waitForEarlier(
  request: { right: ChangeRight; days: WaitingDays; sameAdvisor?: boolean },
  database: Database = db(),
): Promise<WaitingForEarlier> {
  const { appointmentId } = request.right;
  const mailing = await openMailing(appointmentId, database);
  if (mailing === null) return { ok: false, reason: 'gone' };
  const id = randomUUID();
  const now = await appNow(database);
  const dataKey = await ensureDataKey(id, legalDay(now).add({ days: waitingDays + 2 }));
  const joined = await retryConflicts(() =>
    database.$transaction((tx) => write({ ...request, id, dataKey, mailing, now }, tx)),
  );
  // Nothing was made under it: refused, or the entry that there was has its own.
  if (!joined.ok || joined.entryId !== id) await destroyDataKeys([dataKey.keyRef]);
  return joined;
}

async function write(
  given: {
    right: ChangeRight;
    days: WaitingDays;
    sameAdvisor?: boolean;
    id: string;
    dataKey: DataKey;
    mailing: Mailing;
    now: Temporal.Instant;
  },
  tx: Transaction,
): Promise<WaitingForEarlier> {
  const { right, days, id, dataKey, now } = given;
  const { appointmentId } = right;
  const locked = await lockAppointment(appointmentId, tx);
  if (locked === null) return { ok: false, reason: 'gone' };
  const why = whyNotChangeable(locked, now);
  if (why !== null) return { ok: false, reason: why };
  if (locked.groupSessionId !== null) return { ok: false, reason: 'group' };
  const [row] = await loadAppointments({ id: appointmentId }, tx);
  if (row === undefined) return { ok: false, reason: 'gone' };
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(row.serviceCenter.timeZone).toPlainDate();
  const inOrder = [dayOf(now), days.firstDay, days.lastDay, dayOf(locked.startsAt)];
  if (inOrder.some((day, i) => i > 0 && Temporal.PlainDate.compare(inOrder[i - 1] ?? day, day) > 0))
    return { ok: false, reason: 'unknown-days' };
  const wish = {
    firstDay: dayColumn(days.firstDay),
    lastDay: dayColumn(days.lastDay),
    partOfDay: days.partOfDay ?? null,
    advisorId: given.sameAdvisor === true ? row.advisorId : null,
    expiresAt: toDate(changeUntil(locked)),
    // Another wish: whether there is nothing for it, we have not seen.
    fullSince: null,
  };
  const { count } = await tx.waitingEntry.updateMany({ where: { appointmentId }, data: wish });
  if (count > 0) {
    const entry = await tx.waitingEntry.findUniqueOrThrow({ where: { appointmentId } });
    const opened = await openWaiting(entry);
    if (opened === null) return { ok: false, reason: 'gone' };
    return { ok: true, entryId: entry.id, linkToken: waitingTokenOf(opened.dataKey, entry.id) };
  }
  const { contact } = given.mailing;
  const locale: Locale = row.locale === 'en' ? 'en' : 'de';
  await tx.waitingEntry.create({
    data: {
      ...wish,
      id,
      appointmentId,
      serviceId: row.serviceId,
      // Wherever the appointment is: `choiceOf` asks it.
      channel: row.channel,
      locale,
      browserHash: right.movingHash,
      personHash: waitingPersonHash(contact),
      keyRef: dataKey.keyRef,
      contact: sealContact(dataKey, id, contact),
      linkHash: waitingLinkHash(waitingTokenOf(dataKey, id)),
      codeHash: waitingCodeHash(waitingCodeOf(dataKey, id)),
      provedAt: toDate(now),
    },
  });
  const person = { entryId: id, locale, dataKey, contact };
  const said = { lastDay: days.lastDay, hasAppointment: true };
  await enqueueMessage(joinedMessage(person, said), { waitingEntryId: id }, tx);
  await recordAudit(tx, {
    actorKind: 'member',
    action: 'waiting-entry:joined',
    objectKind: 'waiting_entry',
    objectId: id,
  });
  return { ok: true, entryId: id, linkToken: waitingTokenOf(dataKey, id) };
}
