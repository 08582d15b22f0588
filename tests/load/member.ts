import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { stepAt } from '#lib/booking/core/steps.ts';
import { extendHold } from '#lib/booking/hold/extend-hold.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { releaseHold } from '#lib/booking/hold/release-hold.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import type { Database } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { codeOf } from '#tests/integration/booking/code-of.ts';
import { choiceAt, secretForm, wrongCode } from '#tests/integration/booking/world.ts';
import type { Answer, Recorder } from './history.ts';
import { openOwner, type Owner } from './owner.ts';
import type { Random } from './random.ts';
import { lettersOf, openWaiter } from './waiter.ts';

/** Steps of the service that storms book. */
const duration = 6;

export interface StormWorld {
  recorder: Recorder;
  advisors: readonly string[];
  /** The process that answers this time: cookies hop */
  process(): Database;
  /** A pool on a good line, for looking into the mailbox's place */
  reader: Database;
  /** When the next appointments that are worth wanting start */
  frontier(): Temporal.Instant;
  /** Somebody got an appointment: the frontier moves on */
  confirmed(): void;
}

/** A member with a browser, who does what members do, and what impatient ones do. */
export interface Member {
  /** One step on the way, whichever chance picks */
  step(): Promise<void>;
}

let mailboxes = 0;

export function openMember(world: StormWorld, random: Random): Member {
  const { recorder } = world;
  let token = randomToken();
  let held: { id: string; mailbox: string } | null = null;
  let code: string | null = null;
  /** What was booked before: the latest one is changed while the next one is booked */
  let owned: Owner | null = null;
  /** On the waiting list besides */
  const waiter = openWaiter(world, random.branch());
  const holder = (): string => Buffer.from(keyedHash('browser', token)).toString('hex');
  const about = (): string | null => held?.id ?? null;

  const hold = async (): Promise<void> => {
    // Everybody wants the first times most.
    const startsAt = world.frontier().add({ minutes: 15 * random.below(random.chance(0.5) ? 2 : 7) });
    const advisor = random.chance(0.8) ? random.pick(world.advisors) : undefined;
    const from = stepAt(startsAt);
    const answer = await recorder.record({ action: 'hold', holder: holder() }, async () => {
      const choice = choiceAt(startsAt, advisor === undefined ? {} : { advisor });
      const got = await holdTime({ choice, browserToken: token, locale: 'de' }, world.process());
      if (!got.ok) return { kind: 'refused', reason: got.reason };
      return {
        kind: 'ok',
        appointmentId: got.appointmentId,
        until: got.expiresAt.epochMilliseconds,
        ...(advisor === undefined ? {} : { took: [{ resourceId: advisor, from, to: from + duration }] }),
      };
    });
    if (answer.kind === 'refused') return;
    code = null;
    held =
      answer.kind === 'ok' && answer.appointmentId !== undefined
        ? { id: answer.appointmentId, mailbox: `mitglied-${mailboxes++}@postfach.example` }
        : null;
  };

  const submit = async (): Promise<void> => {
    const { id, mailbox } = held ?? { id: null, mailbox: '' };
    if (id === null) return;
    const answer = await recorder.record({ action: 'submit', holder: holder(), about: id, mailbox }, async () => {
      // Somebody else each time: nobody has many appointments.
      const lastName = `${secretForm.lastName} ${lettersOf(Number(mailbox.replace(/\D/g, '')))}`;
      const form = { ...secretForm, lastName, kvnr: '', birthDate: '24.11.1946', email: mailbox };
      const sent = await submitContact({ browserToken: token, form, locale: 'de' }, world.process());
      return sent.ok
        ? { kind: 'ok', until: sent.expiresAt.epochMilliseconds, anew: sent.sent }
        : { kind: 'refused', reason: sent.reason };
    });
    if (answer.kind === 'ok') code = await codeOf(id, world.reader).catch(() => null);
    if (answer.kind === 'refused') held = null;
  };

  const confirmWith = (typed: string): Promise<Answer> =>
    recorder.record({ action: 'confirm', holder: holder(), about: about(), key: `${holder()} ${typed}` }, async () => {
      const done = await confirmAppointment({ browserToken: token, code: typed }, world.process());
      return done.ok ? { kind: 'ok', appointmentId: done.appointmentId } : { kind: 'refused', reason: done.reason };
    });

  const confirm = async (): Promise<void> => {
    if (code === null) return;
    const right = code;
    if (random.chance(0.1)) await confirmWith(wrongCode(right));
    // A double click, and a browser that posts again because it saw no answer.
    const clicks = random.chance(0.3) ? 2 : 1;
    let answers = await Promise.all(Array.from({ length: clicks }, () => confirmWith(right)));
    if (answers.some(({ kind }) => kind === 'unknown')) answers = [await confirmWith(right)];
    if (answers.every(({ kind }) => kind === 'unknown')) return;
    if (answers.some(({ kind }) => kind === 'ok')) {
      world.confirmed();
      if (held !== null) owned = openOwner(world, random.branch(), { id: held.id, token });
    }
    held = null;
    code = null;
    token = randomToken();
  };

  const extend = async (): Promise<void> => {
    const clicks = random.chance(0.4) ? 5 : 1;
    await Promise.all(
      Array.from({ length: clicks }, () =>
        recorder.record({ action: 'extend', holder: holder(), about: about() }, async () => {
          const extended = await extendHold(token, world.process());
          return extended.ok
            ? { kind: 'ok', until: extended.expiresAt.epochMilliseconds }
            : { kind: 'refused', reason: extended.reason };
        }),
      ),
    );
  };

  const release = async (): Promise<void> => {
    await recorder.record({ action: 'release', holder: holder(), about: about() }, async () => {
      await releaseHold(token, world.process());
      return { kind: 'ok' };
    });
    held = null;
    code = null;
  };

  return {
    step: async () => {
      const luck = random.fraction();
      const offered = random.chance(0.4) ? await waiter.step() : null;
      if (offered !== null) owned = openOwner(world, random.branch(), offered);
      if (owned !== null && random.chance(0.7)) await owned.step();
      else if (held === null) await hold();
      else if (luck < 0.1) await hold();
      else if (luck < 0.17) await release();
      else if (luck < 0.3) await extend();
      else if (code === null || luck < 0.34) await submit();
      else await confirm();
    },
  };
}
