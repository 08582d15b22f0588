import { unseal } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { keyStore } from '#lib/platform/keys.ts';
import { log } from '#lib/platform/log.ts';
import { appNow, Temporal } from '#lib/platform/time.ts';
import { payloadContext } from './enqueue-mail.ts';
import { type DueMail, mailIsDue, markFailed, markSent, postpone, takeDueMails } from './outbox.sql.ts';
import { maxAttempts, waitAfter } from './policy.ts';
import { type Mail, mailSchema } from './schema.ts';
import { openSender, type Sender } from './smtp.ts';

const batch = 10;
/** A tick ends after this many mails; the next one goes on. */
const mailsPerTick = 200;

type Outcome = 'sent' | 'postponed' | 'failed';

/**
 * Sends what is due. A mail is sent at least once: a kill between the server's "taken" and our commit sends it again,
 * with the same Message-ID (MS4). Safe with several schedulers. Without a mail server everything waits.
 * @param open makes the connections to the mail server; asked once there is something to send
 * @returns how many mails were sent, postponed and given up
 */
export async function sendOutbox(
  database: Database = db(),
  open: () => Sender | null = openSender,
): Promise<Record<Outcome, number>> {
  const counts: Record<Outcome, number> = { sent: 0, postponed: 0, failed: 0 };
  if (!(await mailIsDue(database))) return counts;
  const sender = open();
  if (sender === null) return counts;
  try {
    for (let taken = 0; taken < mailsPerTick; ) {
      const due = await takeDueMails(batch, database);
      const outcomes = await Promise.all(due.map((mail) => deliver(mail, sender, database)));
      for (const outcome of outcomes) counts[outcome] += 1;
      taken += due.length;
      if (due.length < batch) break;
    }
    return counts;
  } finally {
    // An idle connection would keep a scheduler alive that was asked to end.
    sender.close();
  }
}

async function deliver(due: DueMail, sender: Sender, database: Database): Promise<Outcome> {
  const mail = await openPayload(due);
  // Its matter has ended, or the code in it has: nobody is to get it any more.
  if (mail === null || (await isStale(mail, database))) {
    await markFailed(due.id, database);
    log.warn('Mail dropped: what it tells about is over', { messageId: due.id, template: due.template });
    return 'failed';
  }
  try {
    await sender.send(due.id, mail);
  } catch (fault) {
    return giveBack(due, fault, database);
  }
  await markSent(due.id, database);
  log.info('Mail sent', { messageId: due.id, template: due.template, attempts: due.attempts });
  return 'sent';
}

async function giveBack(due: DueMail, fault: unknown, database: Database): Promise<Outcome> {
  const fields = { messageId: due.id, template: due.template, attempts: due.attempts, fault };
  if (due.attempts >= maxAttempts) {
    await markFailed(due.id, database);
    log.error('Mail given up', fields);
    return 'failed';
  }
  await postpone(due.id, waitAfter(due.attempts), database);
  log.warn('Mail not taken by the mail server, will be tried again', fields);
  return 'postponed';
}

async function openPayload(due: DueMail): Promise<Mail | null> {
  const key = await keyStore().read(due.keyRef);
  if (key === null || due.payload === null) return null;
  return mailSchema.parse(JSON.parse(unseal(key, due.payload, payloadContext(due.id))));
}

async function isStale(mail: Mail, database: Database): Promise<boolean> {
  if (mail.template !== 'one-time-code') return false;
  return Temporal.Instant.compare(Temporal.Instant.from(mail.values.validUntil), await appNow(database)) <= 0;
}
