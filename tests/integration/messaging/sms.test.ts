import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureDataKey } from '#lib/booking/data-key.ts';
import { enqueueMessage, type MessageOwner, sealMessage } from '#lib/messaging/enqueue-message.ts';
import { waitAfter } from '#lib/messaging/policy.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { openSender } from '#lib/messaging/open-sender.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { hold, makeWorld, tuesday } from '#tests/integration/booking/world.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox, smsbox } from '#tests/setup/mailbox.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const second = openDatabase(databaseUrl('scheduler'));
const number = '+4915123456789';

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  smsbox.clear();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([scheduler.$disconnect(), second.$disconnect(), closeDatabase()]);
});

async function matter() {
  await makeWorld();
  const { appointmentId } = await hold('2026-12-01T10:00:00Z');
  const key = await ensureDataKey(appointmentId, Temporal.PlainDate.from('2026-12-31'));
  const enqueue = (to: Parameters<typeof sealMessage>[0]['to'], once: string | null = null) => {
    const values = {
      code: '123456',
      purpose: 'confirm_appointment' as const,
      validUntil: '2026-12-05T00:00:00Z',
      zone: 'Europe/Berlin',
    };
    const attachments = [{ filename: 'termin.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' }];
    const message = sealMessage({ template: 'one-time-code', to, locale: 'de', values, attachments }, key, once);
    const owner: MessageOwner = { appointmentId };
    return enqueueMessage(message, owner, db());
  };
  return { appointmentId, enqueue };
}

describe('SMS (BK7, MS4)', () => {
  it('go to the gateway once each, under an id of their own, mails to the mail server, with two schedulers at it', async () => {
    const { enqueue } = await matter();
    for (let i = 0; i < 20; i += 1) await enqueue({ medium: 'sms', number: `+49151000000${10 + i}` });
    await enqueue({ medium: 'email', address: 'kim@postfach.example' });
    const counts = await Promise.all([sendOutbox(scheduler), sendOutbox(second)]);
    expect(counts[0].sent + counts[1].sent).toBe(21);
    expect(new Set(smsbox.all().map(({ to }) => to)).size).toBe(20);
    expect(smsbox.all().every(({ handedOver }) => handedOver === 1)).toBe(true);
    const ids = (await db().outboxMessage.findMany({ where: { medium: 'sms', state: 'sent', payload: null } })).map(
      ({ id }) => id,
    );
    expect(new Set(smsbox.all().map(({ key }) => key))).toEqual(new Set(ids));
    expect(smsbox.all()[0]).toMatchObject({
      text: expect.stringMatching(/^123456 ist Ihr Code\./),
      authorization: 'Bearer gateway-token',
    });
    expect(mailbox.all().map(({ recipients }) => recipients)).toEqual([['kim@postfach.example']]);
  });

  it('are tried again when the gateway refuses, under the same id, and mails do not wait for them', async () => {
    const { enqueue } = await matter();
    await enqueue({ medium: 'sms', number });
    await enqueue({ medium: 'email', address: 'kim@postfach.example' });
    smsbox.refuseNext(1);
    expect(await sendOutbox(scheduler)).toEqual({ sent: 1, postponed: 1, failed: 0 });
    expect(await db().outboxMessage.count({ where: { medium: 'sms', state: 'waiting', attempts: 1 } })).toBe(1);
    await setClock(tuesday.add({ seconds: waitAfter(1) }));
    expect(await sendOutbox(scheduler)).toEqual({ sent: 1, postponed: 0, failed: 0 });
    expect(smsbox.to(number)).toHaveLength(1);
  });

  it('handed over twice reach the phone once: the gateway knows them by their id', async () => {
    const { enqueue } = await matter();
    await enqueue({ medium: 'sms', number });
    // As after a kill between the gateway's "taken" and our commit.
    await sendOutbox(scheduler, (medium) => {
      const sender = openSender(medium);
      if (sender === null) return null;
      return {
        ...sender,
        send: async (id, message) => {
          await sender.send(id, message);
          throw new Error('The line broke');
        },
      };
    });
    await setClock(tuesday.add({ seconds: waitAfter(1) }));
    expect((await sendOutbox(scheduler)).sent).toBe(1);
    expect(smsbox.to(number)).toMatchObject([{ handedOver: 2 }]);
  });

  it('wait where there is no gateway, and hold up no mail', async () => {
    const { enqueue } = await matter();
    await enqueue({ medium: 'sms', number });
    await enqueue({ medium: 'email', address: 'kim@postfach.example' });
    const counts = await sendOutbox(scheduler, (medium) => (medium === 'sms' ? null : openSender(medium)));
    expect(counts).toEqual({ sent: 1, postponed: 0, failed: 0 });
    expect(await db().outboxMessage.count({ where: { medium: 'sms', state: 'waiting', attempts: 0 } })).toBe(1);
  });

  it('told once are written once, whoever comes first', async () => {
    const { appointmentId, enqueue } = await matter();
    const once = `reminder:${appointmentId}:1:60`;
    const written = await Promise.all([1, 2, 3, 4].map(() => enqueue({ medium: 'sms', number }, once)));
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await db().outboxMessage.count()).toBe(1);
  });
});
