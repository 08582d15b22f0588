import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { callApi } from './api-call.ts';
import { open, title, versionOf } from './api-opening.ts';
import { accessCodeOf, book, claimsAreSound, messagesAbout, setDeadline, stateOf } from './changing.ts';
import { addResource, change } from './resources.ts';
import { makeWorld, tuesday, wrongCode } from './world.ts';

const thursday = '2026-12-03T10:00:00Z';
const friday = '2026-12-04T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

describe('changing an appointment over HTTP (BK6, BK15)', () => {
  it('goes from the booking code to moved, switched, cancelled and taken back, with one mail each', async () => {
    await makeWorld({ advisors: 2 });
    const booked = await book(thursday);
    const { appointmentId, bookingCode } = booked;
    const written = `${bookingCode.slice(0, 4)}-${bookingCode.slice(4)}`.toLowerCase();
    const asked = await callApi('requestAccess', { body: { bookingCode: written } });
    expect(asked.json).toMatchObject({ codeValidUntil: '2026-12-01T08:10:00Z', sent: true });
    const token = String(asked.json['token']);
    const code = await accessCodeOf(appointmentId);
    const openBy = (typed: string) => callApi('openAccess', { token, body: { bookingCode, code: typed } });
    expect((await openBy(wrongCode(code))).json).toMatchObject({ title: 'code-wrong', triesLeft: 4 });
    expect((await openBy(code)).json).toEqual({ openUntil: '2026-12-01T08:30:00Z' });

    const before = await callApi('readAppointment', { token });
    expect(before.json).toMatchObject({
      appointmentId,
      state: 'confirmed',
      startsAt: thursday,
      bookingCode,
      lateMinutes: null,
      // Whoever opened it by a code may change it; what was given is shown to whoever gave it.
      contact: null,
      concern: null,
      change: {
        opened: true,
        until: '2026-12-02T10:00:00Z',
        whyNot: null,
        channels: [
          { channel: 'on_site', whyNot: null },
          { channel: 'phone', whyNot: null },
        ],
        undoable: false,
        lateChoices: [],
        mayNotCome: false,
      },
    });
    const version = versionOf(before);

    const held = await callApi('holdMove', { token, body: { startsAt: friday } });
    expect([held.json, held.headers.get('location')]).toEqual([
      { expiresAt: '2026-12-01T08:10:00Z' },
      '/api/v1/appointment/move',
    ]);
    // Asked again because the answer got lost: it has it already.
    expect((await callApi('holdMove', { token, body: { startsAt: friday, channel: 'video' } })).status).toBe(201);
    expect((await callApi('readMove', { token })).json).toMatchObject({ appointmentId, startsAt: friday });
    await setClock(tuesday.add({ minutes: 5 }));
    expect((await callApi('extendMove', { token })).json).toEqual({
      expiresAt: '2026-12-01T08:15:00Z',
      extensionsLeft: 2,
    });
    const moved = await callApi('moveAppointment', { token, version });
    expect([moved.json, moved.headers.get('etag')]).toEqual([{ version: version + 1 }, `"${version + 1}"`]);
    expect((await callApi('readMove', { token })).status).toBe(404);

    const switched = await callApi('switchChannel', { token, version: version + 1, body: { channel: 'phone' } });
    expect(switched.json).toEqual({ version: version + 2 });
    const cancelled = await callApi('cancelAppointment', { token, version: versionOf(switched) });
    expect(cancelled.json).toEqual({ version: version + 3 });
    expect((await callApi('readAppointment', { token })).json).toMatchObject({
      state: 'cancelled',
      startsAt: friday,
      channel: 'phone',
      version: version + 3,
      change: { whyNot: 'cancelled', channels: [], undoable: true },
    });
    expect((await callApi('readCalendarFile', { token })).text).toContain('STATUS:CANCELLED');
    expect((await callApi('undoCancellation', { token, version: version + 3 })).status).toBe(200);
    expect(title(await callApi('undoCancellation', { token, version: version + 4 }))).toBe('wrong-state');
    expect(await stateOf(appointmentId)).toMatchObject({ state: 'confirmed', claims: 1, version: version + 4 });
    expect(await messagesAbout(appointmentId)).toEqual([
      'appointment-cancelled',
      'appointment-channel-switched',
      'appointment-confirmed',
      'appointment-confirmed',
      'appointment-moved',
    ]);
    expect(await claimsAreSound()).toBe(true);

    expect((await callApi('closeAccess', { token })).status).toBe(204);
    expect(title(await callApi('cancelAppointment', { token, version: version + 4 }))).toBe('access-needed');
  });

  it('names the next times of a taken one, refuses what goes too far, and frees a held one', async () => {
    await makeWorld();
    await book(friday);
    const { token } = await open(await book(thursday));
    const holdAt = (startsAt: string, more: object = {}) => callApi('holdMove', { token, body: { startsAt, ...more } });
    expect((await holdAt(friday)).json).toMatchObject({
      title: 'time-taken',
      alternatives: [{ startsAt: '2026-12-04T10:30:00Z' }, {}, {}],
    });
    expect(title(await holdAt('2027-03-01T10:00:00Z'))).toBe('too-far');
    expect(title(await holdAt('2026-12-04T12:00:00Z', { center: 'anderswo' }))).toBe('unknown-choice');
    expect((await holdAt('2026-12-04T12:00:00Z')).status).toBe(201);
    for (let press = 1; press <= 2; press += 1) expect((await callApi('releaseMove', { token })).status).toBe(204);
    expect(title(await callApi('extendMove', { token }))).toBe('hold-expired');
    expect(await db().appointment.count({ where: { state: 'held' } })).toBe(0);
    await holdAt('2026-12-04T12:00:00Z');
    for (let more = 1; more <= 3; more += 1) expect((await callApi('extendMove', { token })).status).toBe(200);
    expect(title(await callApi('extendMove', { token }))).toBe('limit-reached');
  });

  it('stays in its house when it is moved, unless another one is named', async () => {
    await makeWorld({ advisors: 2 });
    const { token } = await open(await book(thursday, { choice: { channel: 'on_site', center: 'probe' } }));
    expect((await callApi('holdMove', { token, body: { startsAt: friday } })).status).toBe(201);
    expect((await callApi('readMove', { token })).json).toMatchObject({
      channel: 'on_site',
      serviceCenter: { slug: 'probe' },
    });
    await setClock(tuesday.add({ seconds: 1 }));
    expect((await callApi('holdMove', { token, body: { startsAt: friday, channel: 'phone' } })).status).toBe(201);
    expect((await callApi('readMove', { token })).json).toMatchObject({ channel: 'phone', extensionsLeft: 3 });
  });

  it('says why not: past the deadline, begun, cancelled, a channel that cannot be had', async () => {
    const world = await makeWorld();
    await change('UPDATE service SET needs_room = true');
    await addResource(world, { kind: 'room' });
    await book(thursday, { choice: { channel: 'on_site' } });
    // One advisor is taken by now, so the other one's room is asked for at the same time.
    const { token, version } = await open(await book(friday));
    await change(`UPDATE resource SET active = false WHERE kind = 'room'`);
    expect((await callApi('switchChannel', { token, version, body: { channel: 'on_site' } })).json).toMatchObject({
      title: 'channel-unavailable',
      whyNot: 'no-room',
    });
    expect((await callApi('switchChannel', { token, version, body: { channel: 'video' } })).json).toMatchObject({
      title: 'channel-unavailable',
      whyNot: 'not-offered',
    });
    const all = async () => {
      const answers = [
        await callApi('holdMove', { token, body: { startsAt: '2026-12-07T10:00:00Z' } }),
        await callApi('moveAppointment', { token, version }),
        await callApi('switchChannel', { token, version, body: { channel: 'phone' } }),
        await callApi('cancelAppointment', { token, version }),
      ];
      return answers.map(({ json }) => [json['title'], json['whyNot']]);
    };
    await setDeadline(4 * 24 * 60);
    expect(await all()).toEqual(Array.from({ length: 4 }, () => ['not-changeable', 'too-late']));
    expect((await callApi('readAppointment', { token })).json).toMatchObject({
      change: { whyNot: 'too-late', channels: [], mayNotCome: true },
    });
    expect((await callApi('announceAbsence', { token, version })).json).toEqual({ version: version + 1 });
    expect((await callApi('announceAbsence', { token, version: version + 1 })).json).toMatchObject({
      title: 'not-changeable',
      whyNot: 'cancelled',
    });
    await change('DELETE FROM reopening');
    expect(title(await callApi('undoCancellation', { token, version: version + 1 }))).toBe('time-gone');
  });
});
