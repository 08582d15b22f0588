import { type Database, db } from '#lib/platform/db.ts';
import { log } from '#lib/platform/log.ts';
import { appNow, type Temporal } from '#lib/platform/time.ts';
import { enqueueMessage, sealMessage } from '#lib/messaging/enqueue-message.ts';
import { viewOf } from '#lib/booking/appointment-view.ts';
import { dueReminder } from '#lib/booking/core/reminder-rules.ts';
import { linkTokenOf } from '#lib/booking/link-token.ts';
import { loadAppointments } from '#lib/booking/load-appointments.ts';
import { openMailing } from '#lib/booking/mail-change.ts';
import { eveningHour, latestReminderMinutes, quietHours } from '#lib/booking/policy.ts';
import { reminderMessage, reminderRecipients } from './reminder-message.ts';
import {
  keepAsRead,
  readReminderCandidates,
  reminderName,
  type ReminderCandidate,
  withdrawReminders,
} from './reminder.sql.ts';

const pageSize = 500;
/** A tick ends after so many reminders; the next one goes on, with those that begin first. */
const remindersPerTick = 1000;

type Reminded = Record<'reminded' | 'withdrawn' | 'failed', number>;

/**
 * Puts the reminders that are due into the outbox (BK7), each once, whoever else does so at the same moment. One that
 * was missed while no scheduler ran is sent late, as long as it is of use.
 */
export async function sendReminders(database: Database = db(), batch = pageSize): Promise<Reminded> {
  const counts: Reminded = { reminded: 0, withdrawn: await withdrawReminders(database), failed: 0 };
  const now = await appNow(database);
  let page: ReminderCandidate[];
  let last: ReminderCandidate | null = null;
  do {
    page = await readReminderCandidates(last, batch, database);
    last = page.at(-1) ?? null;
    for (const candidate of page) {
      try {
        if (await remind(candidate, now, database)) counts.reminded += 1;
      } catch (fault) {
        // One that cannot be written keeps nobody else from theirs.
        counts.failed += 1;
        log.error('Reminder not written', { appointmentId: candidate.id, fault });
      }
    }
  } while (page.length === batch && counts.reminded < remindersPerTick);
  return counts;
}

/** @returns whether a reminder is under way now that was not before */
async function remind(candidate: ReminderCandidate, now: Temporal.Instant, database: Database): Promise<boolean> {
  const minutes = dueReminder(candidate, now, { quietHours, eveningHour, latestReminderMinutes });
  const mailing = minutes === null ? null : await openMailing(candidate.id, database);
  if (minutes === null || mailing === null) return false;
  const { appointmentId, dataKey, contact } = mailing;
  const linkToken = linkTokenOf(dataKey, appointmentId);
  return database.$transaction(async (tx) => {
    const [row] = (await keepAsRead(candidate, tx)) ? await loadAppointments({ id: appointmentId }, tx) : [];
    if (row === undefined) return false;
    const name = reminderName(candidate, minutes);
    let written = false;
    for (const [index, to] of reminderRecipients(contact, candidate.remindBy).entries()) {
      const once = index === 0 ? name : `${name}:${to.medium}`;
      const message = sealMessage(reminderMessage(viewOf(row), contact, to, linkToken), dataKey, once);
      written = (await enqueueMessage(message, { appointmentId }, tx)) || written;
    }
    return written;
  });
}
