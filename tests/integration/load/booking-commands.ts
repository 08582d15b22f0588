import fc from 'fast-check';
import { expect } from 'vitest';
import { confirmAppointment } from '#lib/booking/confirm-appointment.ts';
import { stepAt } from '#lib/booking/core/steps.ts';
import { extendHold } from '#lib/booking/extend-hold.ts';
import { holdTime } from '#lib/booking/hold-time.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { releaseHold } from '#lib/booking/release-hold.ts';
import { submitContact } from '#lib/booking/submit-contact.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { codeOf } from '#tests/integration/booking/code-of.ts';
import { choiceAt, secretForm, tuesday, wrongCode } from '#tests/integration/booking/world.ts';
import { type BookingModel, minute } from '#tests/load/booking-model.ts';
import { alwaysOpen, changeHours } from '#tests/load/change-hours.ts';
import { setClock } from '#tests/setup/clock.ts';

/** The product as it runs: a real database, real use cases. */
export interface RealBooking {
  advisors: readonly string[];
  web: Database;
  scheduler: Database;
  owner: Database;
  /** Each browser's token; a new one after each confirmation, so that a browser has one matter */
  tokens: string[];
  /** What was granted at least once */
  granted: Set<string>;
}

/** A Thursday, two days ahead of the clock. */
const slotStart = (slot: number): Temporal.Instant => tuesday.add({ hours: 48, minutes: 15 * slot });
const thursday = 4;
let mailboxes = 0;

type Step = (model: BookingModel, real: RealBooking) => Promise<void>;

/** A command: time goes on by a second, it is done to both, and both are compared. */
class Command implements fc.AsyncCommand<BookingModel, RealBooking> {
  readonly #name: string;
  readonly #step: Step;

  constructor(name: string, step: Step) {
    this.#name = name;
    this.#step = step;
  }

  check(): boolean {
    return true;
  }

  async run(model: BookingModel, real: RealBooking): Promise<void> {
    model.now += 1000;
    await setClock(Temporal.Instant.fromEpochMilliseconds(model.now));
    await this.#step(model, real);
    expect(await livingRows(model.now, real), this.#name).toEqual(
      model
        .living()
        .map(({ id, advisor, slot, until }) => ({ id, advisor, slot, until }))
        .toSorted((a, b) => a.id.localeCompare(b.id)),
    );
  }

  toString(): string {
    return this.#name;
  }
}

/** What is there for everybody, each with the one claim it needs. */
async function livingRows(now: number, { advisors }: RealBooking): Promise<unknown[]> {
  const rows = await db().appointment.findMany({ include: { claims: true } });
  return rows
    .filter(({ expiresAt }) => expiresAt === null || expiresAt.getTime() > now)
    .map((row) => {
      expect(
        row.claims.map(({ resourceId, endStep, startStep }) => ({ resourceId, steps: endStep - startStep })),
      ).toEqual([{ resourceId: row.advisorId, steps: 6 }]);
      return {
        id: row.id,
        advisor: advisors.indexOf(row.advisorId),
        slot: (row.startsAt.getTime() - slotStart(0).epochMilliseconds) / (15 * minute),
        until: row.expiresAt?.getTime() ?? null,
      };
    })
    .toSorted((a, b) => a.id.localeCompare(b.id));
}

const hold = (who: number, advisor: number, slot: number) =>
  new Command(`hold(${who}, ${advisor}, ${slot})`, async (model, { tokens, advisors, web, granted }) => {
    const browserToken = tokens[who]!;
    const choice = choiceAt(slotStart(slot), { advisor: advisors[advisor] });
    const expected = model.mayHold(advisor, slot);
    const answer = await holdTime({ choice, browserToken, locale: 'de' }, web);
    expect(answer.ok).toBe(expected);
    if (!answer.ok) return;
    granted.add('hold');
    expect(answer.expiresAt.epochMilliseconds).toBe(model.hold(answer.appointmentId, browserToken, advisor, slot));
  });

const extend = (who: number) =>
  new Command(`extend(${who})`, async (model, { tokens, web, granted }) => {
    const answer = await extendHold(tokens[who]!, web);
    if (answer.ok) granted.add('extend');
    expect(answer.ok ? answer.expiresAt.epochMilliseconds : null).toBe(model.extend(tokens[who]!));
  });

const submit = (who: number) =>
  new Command(`submit(${who})`, async (model, { tokens, web, granted }) => {
    // Another mailbox each time: the same post twice sends one code, which is not what is tried here.
    const form = { ...secretForm, email: `modell-${mailboxes++}@postfach.example` };
    const answer = await submitContact({ browserToken: tokens[who]!, form, locale: 'de' }, web);
    if (answer.ok) granted.add('submit');
    expect(answer.ok).toBe(model.submit(tokens[who]!));
  });

const confirm = (who: number, right: boolean) =>
  new Command(`confirm(${who}, ${right ? 'right' : 'wrong'} code)`, async (model, { tokens, web, granted }) => {
    const token = tokens[who]!;
    const held = model.heldBy(token);
    const sent = held?.code == null ? '123456' : await codeOf(held.id);
    const answer = await confirmAppointment({ browserToken: token, code: right ? sent : wrongCode(sent) }, web);
    if (answer.ok) granted.add('confirm');
    expect(answer.ok ? answer.appointmentId : null).toBe(model.confirm(token, right));
    if (answer.ok) tokens.splice(who, 1, randomToken());
  });

const release = (who: number) =>
  new Command(`release(${who})`, async (model, { tokens, web, granted }) => {
    await releaseHold(tokens[who]!, web);
    granted.add('release');
    model.release(tokens[who]!);
  });

const sweep = () =>
  new Command('sweep', async (model, { scheduler }) => {
    await jobs.find(({ name }) => name === 'booking:sweep-holds')?.run(scheduler);
    expect(await db().appointment.count({ where: { expiresAt: { lte: new Date(model.now) } } })).toBe(0);
  });

const jump = (minutes: number) =>
  new Command(`jump(${minutes} minutes)`, async (model) => {
    model.now += minutes * minute;
    await setClock(Temporal.Instant.fromEpochMilliseconds(model.now));
  });

const hoursOf = (advisor: number, open: boolean) =>
  new Command(`${open ? 'open' : 'close'}(${advisor})`, async (model, { owner, advisors }) => {
    const hours = open ? alwaysOpen : alwaysOpen.filter(({ weekday }) => weekday !== thursday);
    const changed = await changeHours(
      { resourceId: advisors[advisor]!, hours },
      { from: stepAt(slotStart(0)), to: stepAt(slotStart(8)) },
      owner,
    );
    const living = new Set(model.living().map(({ id }) => id));
    const expected = model.changeHours(advisor, open);
    expect(changed.touched.filter((id) => living.has(id)).toSorted()).toEqual(expected.toSorted());
  });

const who = fc.nat(1);
const advisor = fc.nat(1);

/** Any way through a booking, with more of what leads on. */
export const bookingCommands = fc.commands(
  [
    fc.tuple(who, advisor, fc.nat(5)).map(([a, b, c]) => hold(a, b, c)),
    fc.tuple(who, advisor, fc.nat(5)).map(([a, b, c]) => hold(a, b, c)),
    who.map(submit),
    who.map(submit),
    who.map((a) => confirm(a, true)),
    who.map((a) => confirm(a, true)),
    who.map((a) => confirm(a, false)),
    who.map(extend),
    fc.tuple(who, advisor, fc.nat(5)).map(([a, b, c]) => hold(a, b, c)),
    who.map(submit),
    who.map((a) => confirm(a, true)),
    who.map(release),
    fc.constantFrom(1, 5, 9, 10, 11).map(jump),
    fc.tuple(advisor, fc.boolean()).map(([a, open]) => hoursOf(a, open)),
    fc.constant(sweep()),
  ],
  { maxCommands: 60, size: 'max' },
);
