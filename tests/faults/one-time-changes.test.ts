/**
 * One time, many at once, of those who have an appointment already, of those who want a seat, and of five hundred: two
 * web processes of the production build, each request sent to either of them, over the HTTP API (BK14).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { type Stack, startStack } from '#processes/demo/stack.ts';
import { type ApiClient, type Answered, openApiClient } from '#tests/setup/api-client.ts';
import { type BookedMember, bookAndOpen, joinList, offerTo } from './booked-member.ts';
import { makeSmallPlace, type SmallPlace } from './small-place.ts';

let stack: Stack;
let place: SmallPlace;
let bases: string[];
let requests = 0;

beforeAll(async () => {
  stack = await startStack({ fresh: true });
  bases = [stack.urls.member, (await stack.startWeb()).url];
  place = await makeSmallPlace(stack.migrateUrl, { advisors: 3, rooms: 2 });
}, 300_000);

afterAll(async () => {
  await stack?.stop();
}, 60_000);

const member = (): ApiClient => openApiClient(() => bases[requests++ % bases.length] ?? '');
const wish = (startsAt: Temporal.Instant, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
  service: place.services.short,
  center: place.center,
  channel: 'video',
  startsAt: startsAt.toString(),
  ...rest,
});
const many = <T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)));
/** How often there was each answer. */
const tally = (answers: readonly Answered[]): Record<string, number> => {
  const counts = Object.groupBy(answers, ({ ok, status, json }) =>
    ok ? `${status}` : `${status} ${String(json['title'])}`,
  );
  return Object.fromEntries(Object.entries(counts).map(([name, some]) => [name, some?.length ?? 0]));
};

interface Row {
  id: string;
  state: string;
  channel: string;
  startsAt: string;
  claims: string[];
  mails: string[];
}

/** What is there of some appointments, and that nothing at this place overlaps. */
async function rowsOf(ids: readonly string[]): Promise<Row[]> {
  expect(await place.overlaps()).toBe(0);
  return place.query<Row>(
    `SELECT a.id, a.state, a.channel, to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "startsAt",
       array(SELECT resource_id::text FROM claim WHERE appointment_id = a.id) AS claims,
       array(SELECT template FROM outbox_message WHERE appointment_id = a.id AND template <> 'one-time-code' ORDER BY 1) AS mails
     FROM appointment a WHERE a.id = ANY($1) ORDER BY a.created_at, a.id`,
    [ids],
  );
}

it('five hundred people, one time: one has it, everyone else gets alternatives, nothing fails (PF4, BK5)', async () => {
  const startsAt = place.nextDay();
  // A fault of a process fails the test: the client throws on any status from 500 on.
  const answers = await many(500, () =>
    member().send('holdTime', { body: wish(startsAt, { advisor: place.advisors[0] }) }),
  );
  expect(tally(answers)).toEqual({ 201: 1, '409 time-taken': 499 });
  for (const { json } of answers.filter(({ ok }) => !ok)) expect(json['alternatives']).toHaveLength(3);
  const held = answers.find(({ ok }) => ok);
  expect(await rowsOf([String(held?.json['appointmentId'])])).toMatchObject([
    { state: 'held', claims: [place.advisors[0]] },
  ]);
}, 240_000);

it('forty want five seats: five have one, each another (OR2)', async () => {
  const startsAt = place.nextDay();
  const session = await place.addSession(startsAt, 5);
  const seat = wish(startsAt, { service: place.services.group, channel: 'on_site' });
  const answers = await many(40, () => member().send('holdTime', { body: seat }));
  expect(tally(answers)).toEqual({ 201: 5, '409 time-taken': 35 });
  const seats = await place.query<{ seat: number }>(
    'SELECT seat::int FROM appointment WHERE group_session_id = $1 ORDER BY seat',
    [session],
  );
  expect(seats.map(({ seat: number }) => number)).toEqual([1, 2, 3, 4, 5]);
});

describe('those who have an appointment (BK6, BK14)', () => {
  /** So many of them, half an hour apart with one advisor, or at one time with an advisor each. */
  const booked = (
    count: number,
    start: Temporal.Instant,
    given: { service?: string; together?: true } = {},
  ): Promise<BookedMember[]> =>
    many(count, (n) =>
      bookAndOpen(
        stack,
        member(),
        wish(given.together ? start : start.add({ minutes: 30 * n }), {
          ...(given.service !== undefined && { service: given.service }),
          advisor: place.advisors[given.together ? n : 0],
        }),
      ),
    );
  const ids = (members: readonly BookedMember[]): string[] => members.map(({ appointmentId }) => appointmentId);

  it('all move to one time: one does, the others keep what they have and are offered others', async () => {
    const members = await booked(6, place.nextDay());
    const target = place.nextDay();
    const body = { startsAt: target.toString(), advisor: place.advisors[1] };
    const before = await rowsOf(ids(members));
    // Each of them twice: a double click holds nothing twice.
    const held = await many(12, (n) => members[n % 6]!.client.send('holdMove', { body }));
    const winners = members.filter((_, n) => held[n]!.ok || held[n + 6]!.ok);
    expect(winners).toHaveLength(1);
    for (const { json } of held.filter(({ ok }) => !ok))
      expect(json).toMatchObject({ title: 'time-taken', alternatives: { length: 3 } });

    const moved = await many(12, (n) =>
      members[n % 6]!.client.send('moveAppointment', { version: members[n % 6]!.version }),
    );
    const winner = members.indexOf(winners[0]!);
    expect(tally(moved.filter((_, n) => n % 6 === winner))).toEqual({ 200: 1, '412 changed-meanwhile': 1 });
    expect(tally(moved.filter((_, n) => n % 6 !== winner))).toEqual({ '410 hold-expired': 10 });
    expect(await rowsOf(ids(members))).toEqual(
      before.map((row) =>
        row.id === winners[0]!.appointmentId
          ? {
              ...row,
              startsAt: target.toString(),
              claims: [place.advisors[1]],
              mails: ['appointment-confirmed', 'appointment-moved'],
            }
          : row,
      ),
    );
  });

  it('more switch to coming than there are rooms: each room is had once, who has none stays on video', async () => {
    const members = await booked(3, place.nextDay(), { service: place.services.inRoom, together: true });
    const answers = await many(6, (n) =>
      members[n % 3]!.client.send('switchChannel', { version: members[n % 3]!.version, body: { channel: 'on_site' } }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(place.rooms.length);
    const rows = await rowsOf(ids(members));
    const coming = rows.filter(({ channel }) => channel === 'on_site');
    expect(coming.flatMap(({ claims }) => claims.filter((id) => place.rooms.includes(id))).toSorted()).toEqual(
      place.rooms.toSorted(),
    );
    expect(coming.map(({ claims }) => claims.length)).toEqual([2, 2]);
    expect(rows.find(({ channel }) => channel === 'video')).toMatchObject({
      claims: { length: 1 },
      mails: ['appointment-confirmed'],
    });
  });

  it('one appointment is moved, switched and cancelled at once: one of them happens; taken back at once: once', async () => {
    const start = place.nextDay();
    const members = await booked(3, start);
    for (const { client, version, appointmentId } of members) {
      const [before] = await rowsOf([appointmentId]);
      const hold = { startsAt: place.nextDay().toString(), advisor: place.advisors[2] };
      expect((await client.send('holdMove', { body: hold })).status).toBe(201);
      const answers = await many(12, (n) => {
        if (n % 3 === 0) return client.send('moveAppointment', { version });
        if (n % 3 === 1) return client.send('switchChannel', { version, body: { channel: 'on_site' } });
        return client.send('cancelAppointment', { version });
      });
      expect(tally(answers)).toEqual({ 200: 1, '412 changed-meanwhile': 11 });
      const [after] = await rowsOf([appointmentId]);
      const happened = ['appointment-moved', 'appointment-channel-switched', 'appointment-cancelled'][
        answers.findIndex(({ ok }) => ok) % 3
      ];
      expect(after?.mails).toEqual(
        ['appointment-confirmed', happened].toSorted((a = '', b = '') => a.localeCompare(b)),
      );
      const isCancelled = after?.state === 'cancelled';
      expect(after?.claims).toHaveLength(isCancelled ? 0 : 1);
      if (!isCancelled) await client.send('cancelAppointment', { version: version + 1 });

      const last = version + (isCancelled ? 1 : 2);
      const undone = await many(10, () => client.send('undoCancellation', { version: last }));
      expect(tally(undone)).toEqual({ 200: 1, '412 changed-meanwhile': 9 });
      expect(await rowsOf([appointmentId])).toMatchObject([{ state: 'confirmed', claims: { length: 1 } }]);
      expect(before?.state).toBe('confirmed');
    }
  });
});

// The last one: it moves the clock, and what was opened before is closed by then.
it('an offer is accepted twenty times at once while it runs out and others want its time: one has it (BK8)', async () => {
  const start = place.nextDay();
  const [advisor] = place.advisors;
  const waiting = member();
  const day = start.toString().slice(0, 10);
  const { service, center, channel } = wish(start);
  await joinList(stack, waiting, { service, center, channel, firstDay: day, lastDay: day });
  // A time that was moved away from is offered at once: nobody can take it back.
  const mover = await bookAndOpen(stack, member(), wish(start, { advisor }));
  const elsewhere = { startsAt: place.nextDay().toString(), advisor };
  expect((await mover.client.send('holdMove', { body: elsewhere })).status).toBe(201);
  expect((await mover.client.send('moveAppointment', { version: mover.version })).status).toBe(200);
  const offerId = await offerTo(waiting);

  const [accepted, held] = await Promise.all([
    many(20, () => waiting.send('acceptOffer', { body: { offerId } })),
    many(10, () => member().send('holdTime', { body: wish(start, { advisor }) })),
    stack.setClock(Temporal.Duration.from({ hours: 3 })),
  ]);
  const later = await many(10, () => member().send('holdTime', { body: wish(start, { advisor }) }));
  const booked = accepted.some(({ ok }) => ok) ? 1 : 0;
  const holding = [...held, ...later].filter(({ ok }) => ok).length;
  expect(booked + holding).toBeLessThanOrEqual(1);
  expect(['200', '410 time-gone']).toEqual(expect.arrayContaining(Object.keys(tally(accepted))));
  const found = await place.query<{ id: string; state: string }>(
    'SELECT id::text, state::text FROM appointment WHERE starts_at = $1 AND advisor_id = $2',
    [start.toString(), advisor],
  );
  expect(found.filter(({ state }) => state === 'confirmed')).toHaveLength(booked);
  const rows = await rowsOf(found.map(({ id }) => id));
  expect(rows.filter(({ state }) => state === 'confirmed').map(({ mails, claims }) => [mails, claims])).toEqual(
    Array.from({ length: booked }, () => [['appointment-confirmed'], [advisor]]),
  );
}, 240_000);
