import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, emptyTables } from '#tests/setup/databases.ts';
import { codeOf } from './code-of.ts';
import { makeWorld, secretForm, tuesday } from './world.ts';

const children: ChildProcess[] = [];
/** Tells the killed process's connections from the test's own. */
const webName = 'web-to-be-killed';
const said = z.object({ browserToken: z.string(), appointmentId: z.string() });

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await closeDatabase();
});

/** A web process of its own that runs `work`; it ends by being killed. */
function startWeb(work: string): { next: () => Promise<unknown>; kill: () => Promise<void> } {
  const program = `
    const { holdTime } = await import('#lib/booking/hold/hold-time.ts');
    const { submitContact } = await import('#lib/booking/confirmation/submit-contact.ts');
    const { confirmAppointment } = await import('#lib/booking/confirmation/confirm-appointment.ts');
    const { codeOf } = await import('#tests/integration/booking/code-of.ts');
    const { Temporal } = await import('#lib/platform/time.ts');
    const { freshKvnr } = await import('#tests/setup/kvnr.ts');
    const form = ${JSON.stringify(secretForm)};
    const choice = (startsAt) => ({ service: 'pflegegrad', channel: 'video', startsAt: Temporal.Instant.from(startsAt) });
    const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
    ${work}
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--conditions=react-server', '--input-type=module', '-e', program], {
    env: { ...process.env, PGAPPNAME: webName },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null');
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  return { next, kill };
}

describe('a web process that is killed (BK14, VC11)', () => {
  it('between hold and confirmation loses nothing: another process confirms', async () => {
    await makeWorld();
    const web = startWeb(`
      const held = await holdTime({ choice: choice('2026-12-01T10:00:00Z'), browserToken: null, locale: 'de' });
      await submitContact({ browserToken: held.browserToken, form, locale: 'de' });
      say(held);
    `);
    const held = said.parse(await web.next());
    await web.kill();
    const code = await codeOf(held.appointmentId);
    expect(await confirmAppointment({ browserToken: held.browserToken, code })).toEqual({
      ok: true,
      appointmentId: held.appointmentId,
    });
    expect(await db().outboxMessage.count({ where: { template: 'appointment-confirmed' } })).toBe(1);
  });

  it('in the middle of many bookings leaves none half: each appointment has its claim, each confirmed one its mail', async () => {
    await makeWorld({ advisors: 3 });
    const web = startWeb(`
      let i = 0;
      const one = async () => {
        for (;;) {
          i += 1;
          const startsAt = Temporal.Instant.from('2026-12-02T00:00:00Z').add({ minutes: 15 * (i % 400) });
          const held = await holdTime({ choice: choice(startsAt), browserToken: null, locale: 'de' });
          if (!held.ok) continue;
          // Another person each time: one has only so many bookings.
          const other = { ...form, kvnr: freshKvnr(), email: \`\${i}@postfach.example\` };
          const sent = await submitContact({ browserToken: held.browserToken, form: other, locale: 'de' });
          if (!sent.ok) continue;
          const done = await confirmAppointment({ browserToken: held.browserToken, code: await codeOf(held.appointmentId) });
          if (done.ok) say(held.appointmentId);
        }
      };
      await Promise.all([one(), one(), one(), one()]);
    `);
    const acknowledged: string[] = [];
    while (acknowledged.length < 5) acknowledged.push(z.string().parse(await web.next()));
    await setTimeout(50 * Math.random());
    await web.kill();
    await settled();
    const confirmed = await db().appointment.findMany({ where: { state: 'confirmed' }, select: { id: true } });
    const ids = confirmed.map(({ id }) => id);
    // What a member was told is there …
    expect(ids).toEqual(expect.arrayContaining(acknowledged));
    // … and everything that is there is whole.
    expect(await db().claim.count()).toBe(await db().appointment.count());
    expect(await db().appointment.count({ where: { claims: { none: {} } } })).toBe(0);
    expect(await db().outboxMessage.count({ where: { template: 'appointment-confirmed' } })).toBe(ids.length);
    expect(
      await db().outboxMessage.count({ where: { template: 'appointment-confirmed', appointmentId: { in: ids } } }),
    ).toBe(ids.length);
  });
});

/** Waits until the server has noticed that the killed process is gone, and done what it had sent before. */
async function settled(): Promise<void> {
  const client = await connectAs('superuser');
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { rows } = await client.query<{ busy: number }>(
      `SELECT count(*)::int AS busy FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = $1`,
      [webName],
    );
    if (rows[0]?.busy === 0) return;
    await setTimeout(10);
  }
  throw new Error('The database is not at rest');
}
