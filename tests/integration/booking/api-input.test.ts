import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiOperationName, apiOperations } from '#lib/booking/api/api-operations.ts';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { holdMove } from '#lib/booking/change/hold-move.ts';
import { joinWaitingList } from '#lib/booking/waiting-list/join-waiting-list.ts';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import { requestAccess } from '#lib/booking/change/request-access.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { ApiOperation } from '#lib/platform/web/api-operation.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { type Call, callApi } from './api-call.ts';
import { accessCodeOf, book, prove, setDeadline } from './changing.ts';
import { addResource, addService, change } from './resources.ts';
import { formOf, giveBack, join, joiningCode, standing, wishFor } from './waiting.ts';
import { hold, holdWithCode, makeWorld, secretForm, tuesday } from './world.ts';

/**
 * Holders: of a hold, of one with own data, of an appointment (with the code that confirmed it); those who opened an
 * appointment that is being moved, and a cancelled one; one who was sent a code; one who is joining the waiting list, and
 * one who waits and has an offer.
 */
let tokens: string[] = [];
let links: string[] = [];
let usedCode = '';
let accessInput = { bookingCode: '', code: '' };
let joiningCodeSent = '';
let offerId = '';
let readAll: () => Promise<Record<string, string>>;

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
  const world = await makeWorld({ advisors: 2 });
  await addResource(world, { kind: 'interpreter', skills: ['sign:dgs'] });
  await change(`UPDATE resource SET skills = '{language:tr}' WHERE kind = 'advisor'`);
  await addService('hilfsmittel', world.advisors);
  const held = await hold('2026-12-01T10:00:00Z');
  const given = await holdWithCode('2026-12-01T11:00:00Z');
  const booked = await holdWithCode('2026-12-01T12:00:00Z');
  await confirmAppointment({ browserToken: booked.browserToken, code: booked.code });
  usedCode = booked.code;
  await setDeadline(0);
  const [moving, cancelled] = [await book('2026-12-01T09:30:00Z'), await book('2026-12-01T13:00:00Z')];
  const [mover, canceller] = [await prove(moving), await prove(cancelled)];
  await holdMove({ right: mover.right, choice: { channel: 'video', startsAt: Temporal.Instant.from(freeTime) } });
  await cancelAppointment({ right: canceller.right, version: canceller.own.appointment.version });
  const asker = randomToken();
  const { bookingCode } = moving;
  await requestAccess({ key: { bookingCode }, browserToken: asker });
  accessInput = { bookingCode, code: await accessCodeOf(moving.appointmentId) };
  const waiting = await join('Kim', { channel: 'phone', firstDay: Temporal.PlainDate.from('2026-12-02') });
  await giveBack('2026-12-02T12:00:00Z', 30, { choice: { channel: 'phone' } });
  await setClock(tuesday.add({ minutes: 5 }));
  await offerTimes(scheduler);
  offerId = (await standing(waiting)).offer?.id ?? '';
  const joining = await joinWaitingList({ browserToken: null, wish: wishFor(), form: formOf('Kira'), locale: 'de' });
  joiningCodeSent = await joiningCode('kira@postfach.example');
  tokens = [held, given, booked, mover, canceller, waiting, joining].map(({ browserToken }) => browserToken);
  tokens.push(asker);
  links = [moving.linkToken, cancelled.linkToken, waiting.linkToken];
  const client = await connectAs('superuser');
  const tables = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const states = tables.rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(row::text, '' ORDER BY row::text), '')) AS state FROM (
        SELECT ${name === 'one_time_code' ? withoutTries : '*'} FROM "${name}") AS row`,
  );
  readAll = async () => {
    const { rows } = await client.query<{ name: string; state: string }>(states.join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
  };
});
const scheduler = openDatabase(databaseUrl('scheduler'));
afterAll(async () => {
  await Promise.all([scheduler.$disconnect(), closeDatabase()]);
});

// A wrong code counts as a try: that is the one thing that a refusal changes.
const freeTime = '2026-12-04T10:00:00Z';
const withoutTries = 'id, subject_id, code_hash, browser_hash, issues, expires_at';

type Usual = Partial<Record<ApiOperationName, { query?: Record<string, string>; body?: Record<string, unknown> }>>;
const { concern: _, ...joiningForm } = secretForm;
const usualCalls = (): Usual => ({
  listServiceCenters: { query: { limit: '10', cursor: 'probe' } },
  listServices: { query: { limit: '10', cursor: 'pflegegrad' } },
  listFreeTimes: {
    query: {
      service: 'pflegegrad',
      channel: 'video',
      center: 'probe',
      furtherServices: 'hilfsmittel',
      partOfDay: 'afternoon',
      language: 'tr',
      interpreter: 'sign:dgs',
      stepFree: 'true',
      companion: 'false',
      from: '2026-12-01',
      to: '2026-12-07',
      limit: '5',
      cursor: '2026-12-02T10:00:00Z',
    },
  },
  holdTime: {
    body: {
      service: 'pflegegrad',
      furtherServices: [],
      channel: 'video',
      startsAt: '2026-12-03T10:00:00Z',
      wishes: { companion: true },
      locale: 'de',
    },
  },
  submitContact: { body: { ...secretForm, birthDate: '1984-03-07', wishes: { companion: true }, locale: 'de' } },
  confirmAppointment: { body: { code: usedCode } },
  requestAccess: { body: { bookingCode: accessInput.bookingCode } },
  openAccess: { body: accessInput },
  holdMove: { body: { startsAt: '2026-12-05T10:00:00Z', channel: 'phone', center: 'probe' } },
  switchChannel: { body: { channel: 'phone' } },
  announceLateness: { body: { minutes: 5 } },
  joinWaitingList: {
    body: {
      service: 'pflegegrad',
      channel: 'video',
      firstDay: '2026-12-01',
      lastDay: '2026-12-10',
      partOfDay: 'morning',
      wishes: { companion: true },
      ...joiningForm,
      locale: 'en',
    },
  },
  proveWaiting: { body: { code: joiningCodeSent } },
  waitForEarlier: { body: { firstDay: '2026-12-01', lastDay: '2026-12-01', sameAdvisor: true } },
  acceptOffer: { body: { offerId } },
  declineOffer: { body: { offerId } },
});

const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\ud800',
    "' OR 1=1 --",
    '__proto__',
    'constructor',
    '-1',
    '1e9',
    '999999999999999999999',
    '0000-01-01',
    '2026-02-30',
    '9999-12-31',
    '2199-12-31',
    '+275760-09-13T00:00:00Z',
    '-271821-04-20T00:00:00Z',
    '2199-12-31T23:59:59Z',
    '2026-12-01T09:58:01Z',
    '2026-12-03T11:00:00.000000001Z',
    '2026-12-03T11:00+01:00[Europe/Berlin]',
    '00000000-0000-0000-0000-000000000000',
    'x'.repeat(3000),
  ),
);
const nasty = fc.oneof(nastyText, fc.jsonValue({ maxDepth: 2 }), fc.double({ noNaN: true }), fc.constant(null));

/** What is usual, with some members changed, gone or added. */
function spoiled<Value>(given: Record<string, Value>, bad: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  const names = Object.keys(given);
  const change = fc.record({ name: fc.constantFrom(...names, 'more', '__proto__'), value: fc.option(bad) });
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const members = new Map(Object.entries(given));
    for (const { name, value } of changes) {
      if (value === null) members.delete(name);
      else members.set(name, value);
    }
    return Object.fromEntries(members);
  });
}

/** What is right, by each holder, and what is nobody's: tried first, so that no run is only refused or only accepted. */
const plainCalls = (name: ApiOperationName): [Call][] => {
  const { query, body } = usualCalls()[name] ?? {};
  const { versioned }: ApiOperation = apiOperations[name];
  const by = [...[...tokens, undefined, randomToken()].map((token) => ({ token })), ...links.map((link) => ({ link }))];
  const seen = versioned === true ? [3, 4] : [undefined];
  return by.flatMap((who) => seen.map((version): [Call] => [{ ...who, version, ...(query && { query }), body }]));
};

function callsOf(name: ApiOperationName): fc.Arbitrary<Call> {
  const operation: ApiOperation = apiOperations[name];
  const { query = {}, body = {} } = usualCalls()[name] ?? {};
  // Anybody's, nobody's, none.
  const token = fc.oneof(
    fc.nat({ max: 7 }).map((index) => tokens[index]),
    fc.constant(undefined),
    fc.constant(null).map(() => randomToken()),
  );
  const header = fc.string({ unit: 'grapheme-ascii', maxLength: 60 });
  return fc
    .record({
      token,
      link: fc.option(
        fc.oneof(
          fc.nat({ max: 2 }).map((index) => links[index]),
          fc.constant(randomToken()),
        ),
        { nil: undefined },
      ),
      version: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
      query:
        operation.query === undefined
          ? fc.constant(undefined)
          : fc.oneof({ weight: 4, arbitrary: spoiled(query, nastyText) }, nastyText),
      body:
        operation.body === undefined
          ? fc.constant(undefined)
          : fc.oneof({ weight: 4, arbitrary: spoiled<unknown>(body, nasty) }, nasty),
      headers: fc.oneof(
        { weight: 5, arbitrary: fc.constant({}) },
        fc.record({ 'if-none-match': header }),
        fc.record({ 'if-match': header }),
        fc.record({ 'link-token': header }),
        fc.record({ authorization: header }),
        fc.record({ 'content-type': header }),
        fc.record({ 'content-length': fc.constantFrom('-1', '1e99', 'x') }),
        fc.record({ origin: header }),
        fc.record({ cookie: header }),
        fc.record({ 'idempotency-key': fc.oneof(header, fc.constantFrom('one', 'two')) }),
      ),
    })
    .map((call) => call as Call);
}

describe('whatever is sent to the API (BK15, ID4)', () => {
  it.each(Object.keys(apiOperations) as ApiOperationName[])(
    '%s answers as it declares, never by a fault, and changes nothing that it refuses',
    async (name) => {
      // Not coming is said when it is too late to cancel: here always.
      if (name === 'announceAbsence') await setDeadline(30 * 24 * 60);
      let [accepted, refused] = [0, 0];
      await fc.assert(
        fc.asyncProperty(callsOf(name), async (call) => {
          const before = await readAll();
          const { status, json } = await callApi(name, call);
          expect(status).toBeLessThan(500);
          if (status < 400) {
            accepted += 1;
            if (apiOperations[name].method !== 'GET') return;
          } else refused += 1;
          const after = await readAll();
          // Asking counts, whatever comes of it.
          delete after['rate_count'];
          // So that it counts once, the answer to a wrong code is kept under its key.
          if (json['title'] === 'code-wrong' || json['title'] === 'code-used-up') delete after['api_answer'];
          expect(before).toMatchObject(after);
        }),
        { numRuns: 100, examples: plainCalls(name) },
      );
      // A run that was only refused, or only accepted, would have shown nothing.
      expect(accepted).toBeGreaterThan(0);
      expect(refused).toBeGreaterThan(0);
    },
    120_000,
  );
});
