import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { openPersonalData } from '#lib/booking/personal-data.ts';
import type { Channel, Wishes } from '#lib/booking/schema.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { appNow, Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { addCenter, addResource, change } from './resources.ts';
import { choiceAt, makeWorld, secretForm, tuesday } from './world.ts';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

interface Thing {
  id: string;
  kind: 'advisor' | 'room' | 'interpreter';
  centerId: string;
  skills: string[];
  /** Minutes after ten o'clock */
  busy: [from: number, to: number][];
}
const ten = Temporal.Instant.from('2026-12-01T10:00:00Z');

/** A small generator, so that each run is the same. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Five advisors, five rooms, three interpreters in two centers, each with skills and claims by lot. */
async function anyWorld(seed: number): Promise<Thing[]> {
  const draw = draws(seed);
  const world = await makeWorld({ advisors: 5 });
  const second = await addCenter();
  const some = (...words: string[]) => words.filter(() => draw(2) === 0);
  const things: Thing[] = [];
  const add = async (id: string, kind: Thing['kind'], centerId: string, skills: string[]) => {
    const busy: Thing['busy'] = [];
    for (let from = draw(12) * 5; from < 180 && busy.length < 3; from += (draw(12) + 2) * 5) {
      const to = from + (draw(8) + 1) * 5;
      busy.push([from, to]);
      from = to;
    }
    things.push({ id, kind, centerId, skills, busy });
    await change('UPDATE resource SET service_center_id = $2, skills = $3 WHERE id = $1', [id, centerId, skills]);
  };
  for (const [i, id] of world.advisors.entries())
    await add(id, 'advisor', i < 3 ? world.centerId : second, some('language:tr', 'language:en'));
  for (let i = 0; i < 5; i += 1)
    await add(
      await addResource(world, { kind: 'room' }),
      'room',
      i < 3 ? world.centerId : second,
      some('step-free', 'companion'),
    );
  for (let i = 0; i < 3; i += 1)
    await add(
      await addResource(world, { kind: 'interpreter' }),
      'interpreter',
      i < 2 ? world.centerId : second,
      some('sign:dgs', 'language:uk'),
    );
  const owner = await holdTime({ choice: choiceAt('2026-12-02T10:00:00Z'), browserToken: null, locale: 'de' });
  if (!owner.ok) throw new Error(owner.reason);
  for (const { id, busy } of things)
    for (const [from, to] of busy)
      await change('INSERT INTO claim (resource_id, start_step, end_step, appointment_id) VALUES ($1, $2, $3, $4)', [
        id,
        ten.epochMilliseconds / 300_000 + from / 5,
        ten.epochMilliseconds / 300_000 + to / 5,
        owner.appointmentId,
      ]);
  return things;
}

/** The minutes after ten at which somebody is free, found by trying everything. */
function tryEverything(things: readonly Thing[], channel: Channel, wishes: Wishes): [number, string[]][] {
  const free = (thing: Thing, at: number) => thing.busy.every(([from, to]) => to <= at || from >= at + 30);
  const found: [number, string[]][] = [];
  for (let at = 0; at < 180; at += 15) {
    const who = things.filter((advisor) => {
      if (advisor.kind !== 'advisor' || !free(advisor, at)) return false;
      if (wishes.language !== undefined && !advisor.skills.includes(`language:${wishes.language}`)) return false;
      const here = (thing: Thing) => thing.centerId === advisor.centerId;
      if (wishes.interpreter !== undefined) {
        const wanted = wishes.interpreter;
        const interprets = (thing: Thing) =>
          thing.kind === 'interpreter' && thing.skills.includes(wanted) && (channel !== 'on_site' || here(thing));
        if (!things.some((thing) => interprets(thing) && free(thing, at))) return false;
      }
      if (channel !== 'on_site') return true;
      const rooms = things.filter((thing) => thing.kind === 'room' && here(thing));
      const marks = rooms.some(({ skills }) => skills.includes('companion'));
      if (wishes.stepFree !== true && !(wishes.companion === true && marks)) return true;
      return rooms.some(
        (room) =>
          free(room, at) &&
          (wishes.stepFree !== true || room.skills.includes('step-free')) &&
          (wishes.companion !== true || !marks || room.skills.includes('companion')),
      );
    });
    if (who.length > 0) found.push([at, who.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b))]);
  }
  return found;
}

const everyWish: Wishes[] = [undefined, 'tr'].flatMap((language) =>
  [undefined, 'sign:dgs', 'language:uk'].flatMap((interpreter) =>
    [false, true].flatMap((stepFree) =>
      [false, true].map((companion): Wishes => ({ language, interpreter, stepFree, companion })),
    ),
  ),
);

describe('what limits the choice (BK9)', () => {
  it.each([1, 2, 3])('gives the times that trying everything gives, for every wish (draw %i)', async (seed) => {
    const things = await anyWorld(seed);
    let offered = 0;
    for (const channel of ['on_site', 'video', 'phone'] as const)
      for (const wishes of everyWish) {
        const read = await listFreeTimes({ service: 'pflegegrad', channel, wishes, from: ten, limit: 200 });
        const times = new Map<number, string[]>();
        for (const { startsAt, advisors } of read.ok ? read.times : []) {
          const at = ten.until(startsAt).total('minutes');
          if (at < 180) times.set(at, [...(times.get(at) ?? []), ...advisors.map(({ id }) => id)]);
        }
        const found = [...times].map(([at, ids]) => [at, ids.toSorted((a, b) => a.localeCompare(b))]);
        expect({ channel, wishes, found }).toEqual({ channel, wishes, found: tryEverything(things, channel, wishes) });
        offered += found.length;
      }
    expect(offered).toBeGreaterThan(50);
  });

  it('goes to the advisor sealed with the contact, and is in nobody else’s sight', async () => {
    const world = await makeWorld();
    await addResource(world, { kind: 'interpreter', skills: ['sign:dgs'] });
    const wishes = { interpreter: 'sign:dgs', companion: true };
    const held = await holdTime({
      choice: choiceAt('2026-12-01T10:00:00Z', { wishes }),
      browserToken: null,
      locale: 'de',
    });
    if (!held.ok) throw new Error(held.reason);
    const { browserToken } = held;
    const submitted = await submitContact({ browserToken, form: secretForm, wishes, locale: 'de' });
    expect(submitted).toMatchObject({ ok: true, sent: true });
    // The same post again is the same post, wishes included.
    expect(await submitContact({ browserToken, form: secretForm, wishes, locale: 'de' })).toMatchObject({
      ok: true,
      sent: false,
    });
    const row = await db().appointment.findUniqueOrThrow({ where: { id: held.appointmentId } });
    expect((await openPersonalData(row, await appNow(db()))).contact?.needs).toEqual(wishes);
    expect(Buffer.from(row.contact ?? []).toString('latin1')).not.toContain('sign:dgs');
  });
});
