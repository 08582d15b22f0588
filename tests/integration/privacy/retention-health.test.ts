import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/platform/db.ts';
import { jobs } from '#lib/privacy/jobs.ts';
import { purge } from '#lib/privacy/purge.ts';
import { readRetentionHealth } from '#lib/privacy/retention-health.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { bookAppointment, dayAfter, openCenter } from './scenario.ts';

const owner = openDatabase(databaseUrl('migrate'));
const web = openDatabase(databaseUrl('web'));
const scheduler = openDatabase(databaseUrl('scheduler'));
afterAll(() => Promise.all([owner, web, scheduler].map((database) => database.$disconnect())));
beforeEach(emptyTables);

const start = '2026-11-22T14:00:00+01:00';
const later = (hours: number) => new Date(Date.parse(start) + hours * 3_600_000).toISOString();

describe('the retention health (DP5)', () => {
  it('is red before the first purge, and green after it', async () => {
    await setClock(start);
    expect(await readRetentionHealth(web)).toEqual({
      state: 'red',
      reasons: ['no-purge'],
      lastPurge: null,
      overdue: {},
    });
    await purge(scheduler);
    expect(await readRetentionHealth(web)).toMatchObject({ state: 'green', reasons: [], overdue: {} });
  });

  it('turns red when no purge ran for more than 26 hours', async () => {
    await setClock(start);
    await purge(scheduler);
    await setClock(later(26));
    expect((await readRetentionHealth(web)).state).toBe('green');
    await setClock(later(26.01));
    const health = await readRetentionHealth(web);
    expect(health).toMatchObject({ state: 'red', reasons: ['no-purge'] });
    expect(health.lastPurge?.toString()).toBe('2026-11-22T13:00:00Z');
    await purge(scheduler);
    expect((await readRetentionHealth(web)).state).toBe('green');
  });

  it('is checked by a job of the scheduler, under its own role', async () => {
    await setClock(start);
    const check = jobs.find((job) => job.name === 'privacy:check-health');
    expect(await check?.run(scheduler)).toEqual({ red: 1, overdue: 0 });
    await purge(scheduler);
    expect(await check?.run(scheduler)).toEqual({ red: 0, overdue: 0 });
  });

  it('turns red when a purge that was begun never came to its end', async () => {
    await setClock(start);
    await bookAppointment(owner, await openCenter(owner), 'video', 1);
    await setClock(dayAfter(start, 89));
    // Dies at the second batch, after the first one was removed and reported.
    let batches = 0;
    const rules = (await import('#lib/privacy/gather-retention.ts')).retentionRules;
    const dying = purge(scheduler, {
      batch: 1,
      rules: () => {
        batches += 1;
        if (batches > 4) throw new Error('killed');
        return rules();
      },
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await readRetentionHealth(web)).toMatchObject({ state: 'red', reasons: ['no-purge'], lastPurge: null });
  });

  it('turns red for rows that a wrong purge lets lie for a day beyond their clock', async () => {
    await setClock(start);
    await bookAppointment(owner, await openCenter(owner), 'video', 1);
    await owner.appointment.updateMany({ data: { concern: null } });
    await setClock(dayAfter(start, 89, '12:00:00'));
    const blind = () => purge(scheduler, { rules: () => [] });
    await blind();
    expect((await readRetentionHealth(web)).state).toBe('green');
    await setClock(dayAfter(start, 90, '00:00:01'));
    await blind();
    expect(await readRetentionHealth(web)).toMatchObject({
      state: 'red',
      reasons: ['overdue'],
      overdue: { Appointment: 1 },
    });
  });
});
