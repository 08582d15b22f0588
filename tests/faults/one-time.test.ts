/**
 * One time, many at once: two web processes of the production build, each request sent to either of them, over the HTTP
 * API. Whatever they want at the same moment, nobody shares a time and nobody loses one (BK14).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type Stack, startStack } from '#processes/demo/stack.ts';
import { alwaysOpen, changeHours } from '#tests/load/change-hours.ts';
import { type ApiClient, type Answered, openApiClient } from '#tests/setup/api-client.ts';
import { codeFor, codeIn, person } from '#tests/setup/booking-journey.ts';
import { makeSmallPlace, type SmallPlace } from './small-place.ts';

const many = 40;

let stack: Stack;
let place: SmallPlace;
let bases: string[];
let requests = 0;
let people = 500;

beforeAll(async () => {
  stack = await startStack({ fresh: true });
  bases = [stack.urls.member, (await stack.startWeb()).url];
  place = await makeSmallPlace(stack.migrateUrl, { advisors: 3, rooms: 2 });
}, 300_000);

afterAll(async () => {
  await stack?.stop();
}, 60_000);

/** Members whose requests hop from process to process. */
const members = (count = many): ApiClient[] =>
  Array.from({ length: count }, () => openApiClient(() => bases[requests++ % bases.length] ?? ''));

interface Wish {
  service?: string;
  channel?: 'video' | 'on_site';
  advisor?: string | undefined;
  startsAt: Temporal.Instant;
}
const holdAs = (member: ApiClient, { service, channel = 'video', advisor, startsAt }: Wish): Promise<Answered> =>
  member.send('holdTime', {
    body: {
      service: service ?? place.services.short,
      center: place.center,
      channel,
      startsAt: startsAt.toString(),
      ...(advisor !== undefined && { advisor }),
    },
  });
const won = (answers: readonly Answered[]): Answered[] => answers.filter(({ status }) => status === 201);
const refused = (answers: readonly Answered[]): unknown[] => [
  ...new Set(answers.filter(({ ok }) => !ok).map(({ status, json }) => `${status} ${String(json['title'])}`)),
];

interface Taken {
  appointmentId: string;
  advisorId: string;
  resources: string[];
  from: number;
  to: number;
}

/** What is taken from a moment on for so many hours, and that none of it overlaps. */
async function taken(from: Temporal.Instant, hours = 12): Promise<Taken[]> {
  const rows = await place.query<Taken>(
    `SELECT a.id AS "appointmentId", a.advisor_id AS "advisorId", min(c.start_step) AS from, max(c.end_step) AS to,
       array_agg(c.resource_id::text ORDER BY c.resource_id) AS resources
     FROM appointment a JOIN claim c ON c.appointment_id = a.id JOIN service_center s ON s.id = a.service_center_id
     WHERE s.slug = $1 AND a.starts_at >= $2 AND a.starts_at < $3 GROUP BY a.id`,
    [place.center, from.toString(), from.add({ hours }).toString()],
  );
  for (const [i, a] of rows.entries())
    for (const b of rows.slice(i + 1)) {
      const shared = a.resources.some((id) => b.resources.includes(id));
      expect(shared && a.from < b.to && b.from < a.to, `${a.appointmentId} and ${b.appointmentId}`).toBe(false);
    }
  return rows;
}

describe(`${many} at once hold (BK14, BK5)`, () => {
  it('the same time: one has it, everyone else is offered others', async () => {
    const startsAt = place.nextDay();
    const answers = await Promise.all(
      members().map((member) => holdAs(member, { startsAt, advisor: place.advisors[0] })),
    );
    expect(won(answers)).toHaveLength(1);
    expect(refused(answers)).toEqual(['409 time-taken']);
    for (const { json } of answers.filter(({ ok }) => !ok)) expect(json['alternatives']).toHaveLength(3);
    expect(await taken(startsAt)).toHaveLength(1);
  });

  it('overlapping times of different lengths: whoever was refused wanted what somebody else has', async () => {
    const start = place.nextDay();
    const [advisor] = place.advisors;
    const wishes = Array.from({ length: many }, (_, n) => ({
      service: n % 2 === 0 ? place.services.short : place.services.long,
      minutes: n % 2 === 0 ? 30 : 45,
      startsAt: start.add({ minutes: 15 * ((n * 7) % 9) }),
      advisor,
    }));
    const answers = await Promise.all(members().map((member, n) => holdAs(member, wishes[n]!)));
    const rows = await taken(start);
    expect(rows.map(({ appointmentId }) => appointmentId).toSorted()).toEqual(
      won(answers)
        .map(({ json }) => String(json['appointmentId']))
        .toSorted(),
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const [n, { ok }] of answers.entries()) {
      if (ok) continue;
      const { startsAt, minutes } = wishes[n]!;
      const from = startsAt.epochMilliseconds / 300_000;
      expect(rows.some((row) => row.from < from + minutes / 5 && from < row.to)).toBe(true);
    }
  });

  it('any advisor: each advisor is had by one', async () => {
    const startsAt = place.nextDay();
    const answers = await Promise.all(members().map((member) => holdAs(member, { startsAt })));
    expect(won(answers)).toHaveLength(place.advisors.length);
    expect(refused(answers)).toEqual(['409 time-taken']);
    expect((await taken(startsAt)).map(({ advisorId }) => advisorId).toSorted()).toEqual(place.advisors.toSorted());
  });

  it('fewer rooms than advisors: as many as there are rooms, each whole', async () => {
    const startsAt = place.nextDay();
    const wish = { startsAt, service: place.services.inRoom, channel: 'on_site' as const };
    const answers = await Promise.all(members().map((member) => holdAs(member, wish)));
    expect(won(answers)).toHaveLength(place.rooms.length);
    expect(refused(answers)).toEqual(['409 time-taken']);
    const rows = await taken(startsAt);
    for (const { resources, advisorId } of rows) {
      expect(resources).toHaveLength(2);
      expect(resources).toContain(advisorId);
    }
    expect(rows.flatMap(({ resources }) => resources.filter((id) => place.rooms.includes(id))).toSorted()).toEqual(
      place.rooms.toSorted(),
    );
  });

  it('as one browser, different times: one is left', async () => {
    const start = place.nextDay();
    const [member] = members(1);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        holdAs(member!, { startsAt: start.add({ minutes: 30 * n }), advisor: place.advisors[0] }),
      ),
    );
    expect(won(answers)).toHaveLength(20);
    expect(await taken(start)).toHaveLength(1);
  });

  it('while the hours are changed: what came before was found, what came after was refused', async () => {
    const startsAt = place.nextDay();
    const weekday = startsAt.toZonedDateTimeISO('Europe/Berlin').dayOfWeek;
    const [advisor = ''] = place.advisors;
    const owner = openDatabase(stack.migrateUrl);
    const step = startsAt.epochMilliseconds / 300_000;
    const answers: Answered[] = [];
    const wish = async (member: ApiClient, n: number): Promise<void> => {
      await sleep(n * 5);
      answers.push(await holdAs(member, { advisor, startsAt: startsAt.add({ minutes: 30 * (n % 20) }) }));
    };
    const holding = members().map(wish);
    while (won(answers).length < 3) await sleep(1);
    const changed = await changeHours(
      { resourceId: advisor, hours: alwaysOpen.filter((rule) => rule.weekday !== weekday) },
      { from: step, to: step + 120 },
      owner,
    );
    await Promise.all([...holding, ...members(3).map((member) => wish(member, 39))]);
    await owner.$disconnect();
    expect(refused(answers.slice(-3))).toEqual(['409 time-taken']);
    const rows = await taken(startsAt);
    expect(rows).toHaveLength(won(answers).length);
    expect(changed.touched.toSorted()).toEqual(rows.map(({ appointmentId }) => appointmentId).toSorted());
  });
});

describe('at once, by the same member (BK4, BK5, MS4)', () => {
  it('the code is sent twenty times over both processes: one appointment, one mail', async () => {
    const startsAt = place.nextDay();
    const [member] = members(1);
    const held = await holdAs(member!, { startsAt });
    const data = person(people++);
    await member!.send('submitContact', { body: data });
    const email = data['email'] ?? '';
    const code = await codeFor(stack, email);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => member!.send('confirmAppointment', { body: { code } })),
    );
    const ids = new Set(answers.filter(({ ok }) => ok).map(({ json }) => json['appointmentId']));
    expect(ids).toEqual(new Set([held.json['appointmentId']]));
    expect(await taken(startsAt)).toHaveLength(1);
    const confirmations = (): (string | undefined)[] =>
      stack.inbox.receiver.messages
        .filter((mail) => mail.recipients.includes(email) && codeIn(mail) === undefined)
        .map((mail) => mail.content.messageId);
    await stack.inbox.receiver.waitFor((mail) => mail.recipients.includes(email) && codeIn(mail) === undefined, 30_000);
    expect(confirmations()).toHaveLength(1);
  });
});
