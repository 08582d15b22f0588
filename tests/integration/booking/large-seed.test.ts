import { afterAll, describe, expect, it } from 'vitest';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { seedLarge } from '#prisma/seed/large.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl } from '#tests/setup/databases.ts';

afterAll(closeDatabase);

describe('the large scenario (PF4)', () => {
  it('has its size, is the same when it is sown again, and has free times in every center', async () => {
    await setClock('2026-11-22T10:00:00Z');
    const size = { past: 200, ahead: 3 };
    await seedLarge(databaseUrl('migrate'), size);
    const owner = await connectAs('migrate');
    const counts = async () => {
      const { rows } = await owner.query<Record<string, number | string>>(`
        SELECT (SELECT count(*)::int FROM service_center) AS centers,
          (SELECT count(*)::int FROM resource WHERE kind = 'advisor') AS advisors,
          (SELECT count(*)::int FROM appointment WHERE state = 'done') AS past,
          (SELECT count(*)::int FROM appointment WHERE state = 'confirmed') AS ahead,
          (SELECT count(*)::int FROM appointment WHERE state = 'confirmed' AND starts_at < app_now()) AS wrong,
          (SELECT count(*)::int FROM appointment a WHERE (SELECT count(*) FROM claim WHERE appointment_id = a.id) <> 1) AS unclaimed,
          (SELECT md5(string_agg(c::text, ' ' ORDER BY c.id)) FROM claim c) AS claims`);
      return rows[0];
    };
    const first = await counts();
    expect(first).toMatchObject({ centers: 50, advisors: 1000, past: 200, wrong: 0, unclaimed: 0 });
    expect(first?.['ahead']).toBeGreaterThan(20_000);
    await seedLarge(databaseUrl('migrate'), size);
    expect(await counts()).toEqual(first);

    const question = { service: 'beratung', channel: 'video', limit: 20 } as const;
    for (const { slug } of await db().serviceCenter.findMany({ select: { slug: true } })) {
      const free = await listFreeTimes({ ...question, center: slug });
      expect(free.ok && free.advisors.length, slug).toBe(20);
      expect(free.ok && free.times.length, slug).toBeGreaterThanOrEqual(20);
    }
  }, 60_000);
});
