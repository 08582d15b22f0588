import fc from 'fast-check';
import { expect } from 'vitest';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { stepAt } from '#lib/booking/core/steps.ts';
import { extendHold } from '#lib/booking/hold/extend-hold.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { releaseHold } from '#lib/booking/hold/release-hold.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { codeOf } from '#tests/integration/booking/code-of.ts';
import { choiceAt, secretForm, wrongCode } from '#tests/integration/booking/world.ts';
import { minute } from '#tests/load/booking-model.ts';
import { alwaysOpen, changeHours } from '#tests/load/change-hours.ts';
import { setClock } from '#tests/setup/clock.ts';
import { freshKvnr } from '#tests/setup/kvnr.ts';
import { changeCommands } from './change-commands.ts';
import { Command, letChange, slotStart, thursday } from './real-booking.ts';

let mailboxes = 0;

const hold = (who: number, advisor: number, slot: number) =>
  new Command(`hold(${who}, ${advisor}, ${slot})`, async (model, { tokens, advisors, web, granted }) => {
    const browserToken = tokens[who]!;
    const choice = choiceAt(slotStart(slot), { advisor: advisors[advisor] });
    const expected = model.mayHold({ advisor, slot });
    const answer = await holdTime({ choice, browserToken, locale: 'de' }, web);
    expect(answer.ok).toBe(expected);
    if (!answer.ok) return;
    granted.add('hold');
    expect(answer.expiresAt.epochMilliseconds).toBe(
      model.hold(answer.appointmentId, browserToken, { advisor, slot, channel: 'video' }),
    );
  });

const extend = (who: number) =>
  new Command(`extend(${who})`, async (model, { tokens, web, granted }) => {
    const answer = await extendHold(tokens[who]!, web);
    if (answer.ok) granted.add('extend');
    expect(answer.ok ? answer.expiresAt.epochMilliseconds : null).toBe(model.extend(tokens[who]!));
  });

const submit = (who: number) =>
  new Command(`submit(${who})`, async (model, { tokens, web, granted }) => {
    // Another mailbox and person each time: the same post twice sends one code, and one person books only so often.
    const form = { ...secretForm, email: `modell-${mailboxes++}@postfach.example`, kvnr: freshKvnr() };
    const answer = await submitContact({ browserToken: tokens[who]!, form, locale: 'de' }, web);
    if (answer.ok) granted.add('submit');
    expect(answer.ok).toBe(model.submit(tokens[who]!));
  });

const confirm = (who: number, right: boolean) =>
  new Command(`confirm(${who}, ${right ? 'right' : 'wrong'} code)`, async (model, real) => {
    const { tokens, web, granted } = real;
    const token = tokens[who]!;
    const held = model.heldBy(token);
    const sent = held?.code == null ? '123456' : await codeOf(held.id);
    const answer = await confirmAppointment({ browserToken: token, code: right ? sent : wrongCode(sent) }, web);
    if (answer.ok) granted.add('confirm');
    expect(answer.ok ? answer.appointmentId : null).toBe(model.confirm(token, right));
    if (!answer.ok) return;
    await letChange(answer.appointmentId, token, real);
    tokens.splice(who, 1, randomToken());
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
      { from: stepAt(slotStart(0)), to: stepAt(slotStart(10)) },
      owner,
    );
    const living = new Set(model.living().map(({ id }) => id));
    const expected = model.changeHours(advisor, open).filter((id) => living.has(id));
    expect(new Set(changed.touched.filter((id) => living.has(id)))).toEqual(new Set(expected));
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
    fc.constantFrom(1, 1, 5, 5, 9, 9, 10, 11, 20, 120).map(jump),
    fc.tuple(advisor, fc.constantFrom(false, true, true)).map(([a, open]) => hoursOf(a, open)),
    fc.constant(sweep()),
    ...changeCommands,
  ],
  { maxCommands: 90, size: 'max' },
);
