import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { callApi } from './api-call.ts';
import { codeOf } from './code-of.ts';
import { addSession, makeGroupService } from './groups.ts';
import { addResource, addService, change } from './resources.ts';
import { makeWorld, secretForm, tuesday, type World } from './world.ts';

const at = '2026-12-01T10:00:00Z';
const onSite = { service: 'pflegegrad', channel: 'on_site', center: 'probe' };
const days = { from: '2026-12-01', to: '2026-12-01' };

let world: World;
beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
  world = await makeWorld({ advisors: 2 });
});
afterAll(closeDatabase);

async function freeAt(query: Record<string, string>): Promise<{ advisors: string[]; starts: string[] }> {
  const { status, json } = await callApi('listFreeTimes', { query: { ...onSite, ...days, ...query } });
  expect(status).toBe(200);
  const items = json['items'] as { startsAt: string; advisors: { id: string }[] }[];
  return {
    starts: items.map(({ startsAt }) => startsAt),
    advisors: [...new Set(items.flatMap(({ advisors }) => advisors.map(({ id }) => id)))],
  };
}

describe('what limits the choice, over HTTP (BK9, BK10, BK15)', () => {
  it('free times are those of the pages: language, interpreter, room, part of the day, several services', async () => {
    const [, second = ''] = world.advisors;
    await change(`UPDATE resource SET skills = '{language:tr}' WHERE id = $1`, [second]);
    await addService('hilfsmittel', [second], { channels: ['on_site'] });
    expect((await freeAt({})).advisors.toSorted()).toEqual(world.advisors.toSorted());
    expect((await freeAt({ language: 'tr' })).advisors).toEqual([second]);
    expect((await freeAt({ furtherServices: 'hilfsmittel' })).advisors).toEqual([second]);
    expect((await freeAt({ stepFree: 'true' })).starts).toEqual([]);
    await addResource(world, { kind: 'room', skills: ['step-free'] });
    expect((await freeAt({ stepFree: 'true' })).starts).not.toEqual([]);
    expect((await freeAt({ interpreter: 'sign:dgs' })).starts).toEqual([]);
    expect((await freeAt({ partOfDay: 'morning' })).starts.at(-1)).toBe('2026-12-01T10:45:00Z');
    expect((await freeAt({ partOfDay: 'afternoon' })).starts[0]).toBe('2026-12-01T11:00:00Z');
    for (const query of [{ furtherServices: 'gibt-es-nicht' }, { language: 'xx' }])
      expect((await callApi('listFreeTimes', { query: { ...onSite, ...days, ...query } })).json).toMatchObject({
        title: 'unknown-choice',
      });
    for (const query of [
      { furtherServices: 'a,b,c' },
      { furtherServices: 'a,,b' },
      { stepFree: 'ja' },
      { interpreter: 'dgs' },
    ])
      expect((await callApi('listFreeTimes', { query: { ...onSite, ...days, ...query } })).json).toMatchObject({
        title: 'invalid-input',
        errors: [{ parameter: Object.keys(query)[0] }],
      });
  });

  it('a hold takes what was wished for, and the advisor is told', async () => {
    await addResource(world, { kind: 'room', skills: ['step-free'] });
    await addService('hilfsmittel', world.advisors, { channels: ['on_site'] });
    const body = {
      ...onSite,
      startsAt: at,
      furtherServices: ['hilfsmittel'],
      wishes: { stepFree: true, companion: true },
    };
    const held = await callApi('holdTime', { body });
    expect(held.status).toBe(201);
    // One such room there is.
    expect((await callApi('holdTime', { body })).json).toMatchObject({ title: 'time-taken' });
    const token = String(held.json['token']);
    expect((await callApi('readHold', { token })).json).toMatchObject({
      endsAt: '2026-12-01T10:50:00Z',
      furtherServices: [{ slug: 'hilfsmittel' }],
    });
    await callApi('submitContact', { token, body: { ...secretForm, wishes: body.wishes } });
    const code = await codeOf(String(held.json['appointmentId']));
    expect((await callApi('confirmAppointment', { token, body: { code } })).status).toBe(200);
    expect((await callApi('readAppointment', { token })).json).toMatchObject({ contact: { needs: body.wishes } });
  });

  it('a session for a group is booked like a time, as long as seats are left (OR2)', async () => {
    await makeGroupService();
    await addSession(world, { seats: 2 });
    const seats = async () => {
      const { json } = await callApi('listFreeTimes', { query: { ...onSite, ...days } });
      return json['items'];
    };
    expect((await callApi('listServices')).json).toMatchObject({ items: [{ groupSize: 4 }] });
    expect(await seats()).toMatchObject([{ startsAt: at, endsAt: '2026-12-01T11:30:00Z', seatsLeft: 2 }]);
    const body = { ...onSite, startsAt: at };
    expect((await callApi('holdTime', { body })).status).toBe(201);
    expect(await seats()).toMatchObject([{ seatsLeft: 1 }]);
    expect((await callApi('holdTime', { body })).status).toBe(201);
    expect((await callApi('holdTime', { body })).json).toMatchObject({ title: 'time-taken', alternatives: [] });
  });
});
