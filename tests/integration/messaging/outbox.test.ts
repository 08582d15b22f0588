import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { enqueueMessage, sealMessage } from '#lib/messaging/enqueue-message.ts';
import { takeDueMessages } from '#lib/messaging/outbox.sql.ts';
import { maxAttempts, waitAfter } from '#lib/messaging/policy.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import type { Sender } from '#lib/messaging/sender.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { untilWaiting } from '#tests/setup/interleave.ts';
import { hold, makeWorld, tuesday } from '#tests/integration/booking/world.ts';
import { ensureDataKey } from '#lib/booking/data-key.ts';
import { Temporal } from '#lib/platform/time.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const second = openDatabase(databaseUrl('scheduler'));
const children: ChildProcess[] = [];

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([scheduler.$disconnect(), second.$disconnect(), closeDatabase()]);
});

/** Puts so many codes into the outbox, to mitglied-0@, mitglied-1@ … */
async function enqueue(count = 1, validUntil = '2026-12-05T00:00:00Z') {
  await makeWorld();
  const { appointmentId } = await hold('2026-12-01T10:00:00Z');
  const matter = await ensureDataKey(appointmentId, Temporal.PlainDate.from('2026-12-31'));
  const mails = Array.from({ length: count }, (_, i) =>
    sealMessage(
      {
        template: 'one-time-code',
        to: { medium: 'email', address: `mitglied-${i}@postfach.example` },
        locale: 'de',
        values: { code: '123456', purpose: 'confirm_appointment', validUntil, zone: 'Europe/Berlin' },
      },
      matter,
    ),
  );
  for (const mail of mails) await enqueueMessage(mail, { appointmentId }, db());
  return { ids: mails.map(({ id }) => id), keyRef: matter.keyRef };
}

const rowOf = (id: string | undefined) => db().outboxMessage.findUniqueOrThrow({ where: { id: id ?? '' } });

describe('the outbox (MS4)', () => {
  it('sends each mail once, with two schedulers at it, and keeps nothing of what it said', async () => {
    await enqueue(40);
    const counts = await Promise.all([sendOutbox(scheduler), sendOutbox(second), sendOutbox(scheduler)]);
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(40);
    expect(new Set(mailbox.all().map(({ recipients }) => recipients[0])).size).toBe(40);
    expect(mailbox.all()).toHaveLength(40);
    expect(await db().outboxMessage.count({ where: { state: 'sent', payload: null, sentAt: { not: null } } })).toBe(40);
    expect(await sendOutbox(scheduler)).toEqual({ sent: 0, postponed: 0, failed: 0 });
  });

  it('is shared by schedulers without waiting for each other, and no mail is taken twice', async () => {
    const { ids } = await enqueue(15);
    const [first, other] = await scheduler.$transaction(async (tx) => {
      const mine = await takeDueMessages(10, ['email'], tx);
      // The first has taken its mails, but not committed yet.
      return [mine, await takeDueMessages(10, ['email'], second)];
    });
    const taken = [...first, ...other].map(({ id }) => id);
    expect([first.length, other.length]).toEqual([10, 5]);
    expect(new Set(taken)).toEqual(new Set(ids));
  });

  it('a scheduler killed between the mail server’s 250 and its own commit sends again with the same Message-ID; nothing is lost', async () => {
    const { ids } = await enqueue();
    const owner = await connectAs('migrate');
    // Whoever marks a mail as sent waits for this lock: the mail is with the server, the commit is not done.
    await owner.query(
      `CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(250); RETURN NEW; END $$`,
    );
    await owner.query(
      `CREATE TRIGGER wait_here BEFORE UPDATE ON outbox_message FOR EACH ROW WHEN (NEW.state = 'sent') EXECUTE FUNCTION wait_here()`,
    );
    const superuser = await connectAs('superuser');
    await superuser.query('SELECT pg_advisory_lock(250)');
    try {
      const child = spawn(
        process.execPath,
        [
          '--conditions=react-server',
          '--input-type=module',
          '-e',
          `const { sendOutbox } = await import('#lib/messaging/send-outbox.ts'); await sendOutbox();`,
        ],
        {
          env: { ...process.env, DATABASE_URL: databaseUrl('scheduler') },
          stdio: 'ignore',
        },
      );
      children.push(child);
      const first = await mailbox.waitForMailTo('mitglied-0@postfach.example', 20_000);
      await untilWaiting();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      // The server's half of the killed connection must not go on by itself once the lock is free.
      await superuser.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      await superuser.query('SELECT pg_advisory_unlock_all()');
      expect(await rowOf(ids[0])).toMatchObject({ state: 'waiting', attempts: 1 });

      // Its lease still runs: nobody else takes it.
      expect((await sendOutbox(scheduler)).sent).toBe(0);
      await setClock(tuesday.add({ seconds: 61 }));
      expect((await sendOutbox(scheduler)).sent).toBe(1);
      const mails = mailbox.to('mitglied-0@postfach.example');
      expect(mails).toHaveLength(2);
      expect(first.content.messageId).toBe(`<${ids[0]}@localhost>`);
      expect(new Set(mails.map(({ content }) => content.messageId)).size).toBe(1);
      expect(await rowOf(ids[0])).toMatchObject({ state: 'sent', attempts: 2, payload: null });
    } finally {
      await superuser.query('SELECT pg_advisory_unlock_all()');
      await owner.query('DROP TRIGGER wait_here ON outbox_message');
      await owner.query('DROP FUNCTION wait_here()');
    }
  });

  it('tries again later and later when the server refuses, and gives up in the end', async () => {
    const { ids } = await enqueue(1, '2026-12-31T00:00:00Z');
    const refusing: Sender = { send: () => Promise.reject(new Error('451 later')), close: () => undefined };
    let now = tuesday;
    for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
      expect(await sendOutbox(scheduler, () => refusing)).toEqual({ sent: 0, postponed: 1, failed: 0 });
      expect(await sendOutbox(scheduler, () => refusing)).toEqual({ sent: 0, postponed: 0, failed: 0 });
      now = now.add({ seconds: waitAfter(attempt) });
      await setClock(now);
    }
    expect(await rowOf(ids[0])).toMatchObject({ state: 'waiting', attempts: maxAttempts - 1 });
    expect(await sendOutbox(scheduler, () => refusing)).toEqual({ sent: 0, postponed: 0, failed: 1 });
    expect(await rowOf(ids[0])).toMatchObject({ state: 'failed', attempts: maxAttempts, payload: null });
    expect(tuesday.until(now).total('hours')).toBeGreaterThan(6);
  });

  it('keeps mails while no server answers, and sends them once one does', async () => {
    await enqueue(3);
    const dead = await closedPort();
    const former = process.env['SMTP_URL'];
    const child = spawn(
      process.execPath,
      [
        '--conditions=react-server',
        '--input-type=module',
        '-e',
        `const { sendOutbox } = await import('#lib/messaging/send-outbox.ts'); const counts = await sendOutbox(); process.exit(counts.postponed);`,
      ],
      {
        env: { ...process.env, SMTP_URL: `smtp://127.0.0.1:${dead}`, DATABASE_URL: databaseUrl('scheduler') },
        stdio: 'ignore',
      },
    );
    children.push(child);
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(3);
    expect(process.env['SMTP_URL']).toBe(former);
    await setClock(tuesday.add({ minutes: 1 }));
    expect((await sendOutbox(scheduler)).sent).toBe(3);
  });

  it('does not let one damaged message hold up the others, and gives it up in the end', async () => {
    const { ids } = await enqueue(2);
    const owner = await connectAs('migrate');
    const damage = async (attempts: number) =>
      owner.query(
        `UPDATE outbox_message SET payload = '\\x01', attempts = $2, next_attempt_at = app_now() WHERE id = $1`,
        [ids[0], attempts],
      );
    await damage(0);
    expect(await sendOutbox(scheduler)).toEqual({ sent: 1, postponed: 1, failed: 0 });
    expect(await rowOf(ids[1])).toMatchObject({ state: 'sent' });
    await damage(maxAttempts - 1);
    expect(await sendOutbox(scheduler)).toEqual({ sent: 0, postponed: 0, failed: 1 });
    expect(await rowOf(ids[0])).toMatchObject({ state: 'failed', payload: null });
  });

  it('drops what is over: a code past its end, a matter whose key was destroyed', async () => {
    const stale = await enqueue(1, '2026-12-01T08:00:00Z');
    expect(await sendOutbox(scheduler)).toEqual({ sent: 0, postponed: 0, failed: 1 });
    expect(await rowOf(stale.ids[0])).toMatchObject({ state: 'failed', payload: null });
    await emptyTables();
    const ended = await enqueue();
    await keyStore().destroy(toKeyRef(ended.keyRef));
    expect(await sendOutbox(scheduler)).toEqual({ sent: 0, postponed: 0, failed: 1 });
    expect(await rowOf(ended.ids[0])).toMatchObject({ state: 'failed', payload: null });
    expect(mailbox.all()).toHaveLength(0);
  });
});

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
