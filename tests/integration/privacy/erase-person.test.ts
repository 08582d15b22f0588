import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/platform/db.ts';
import { directoryKeyStore, keyStore } from '#lib/platform/keys.ts';
import { erasePerson, exportPerson } from '#lib/privacy/gather-subject-data.ts';
import { scanTables } from '#lib/privacy/scan-tables.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import {
  allKeys,
  bookAppointment,
  chat,
  concern,
  contact,
  destroyAllKeys,
  holdConsultation,
  type Matter,
  openCenter,
  plainTexts,
} from './scenario.ts';

const owner = openDatabase(databaseUrl('migrate'));
const web = openDatabase(databaseUrl('web'));
const scheduler = openDatabase(databaseUrl('scheduler'));
afterAll(() => Promise.all([owner, web, scheduler].map((database) => database.$disconnect())));

let matter: Matter;
let other: Matter;
beforeEach(async () => {
  await emptyTables();
  await destroyAllKeys();
  await setClock('2026-11-22T14:00:00+01:00');
  const center = await openCenter(owner);
  matter = await holdConsultation(owner, await bookAppointment(owner, center, 'video', 0));
  other = await holdConsultation(owner, await bookAppointment(owner, center, 'video', 0));
});

describe("a person's data (Art. 15, 17 DSGVO)", () => {
  it('are given out whole, opened, and nobody else’s with them', async () => {
    const records = await exportPerson(matter.appointmentId, web);
    const text = JSON.stringify(records);
    for (const plain of [contact.lastName, contact.kvnr ?? '', concern, ...chat]) expect(text).toContain(plain);
    for (const id of other.ids) expect(text).not.toContain(id);
    const models = new Set(records.map((record) => record.model));
    expect([...models].toSorted()).toEqual([
      'Activity',
      'Appointment',
      'ChatMessage',
      'Consultation',
      'KeyExchange',
      'OutboxMessage',
      'Participant',
    ]);
  });

  it('are erased at once on their wish, keys included; nobody else’s are touched', async () => {
    const erased = await erasePerson(matter.appointmentId, scheduler);
    expect(erased.keysDestroyed).toBe(2);
    expect(erased.removed).toMatchObject({
      Appointment: 1,
      Claim: 1,
      Consultation: 1,
      ChatMessage: 2,
      OutboxMessage: 1,
    });
    expect(await scanTables(owner, [...plainTexts, ...matter.ids])).toEqual([]);
    expect(await exportPerson(matter.appointmentId, web)).toEqual([]);
    expect(await allKeys()).toHaveLength(2);
    expect(JSON.stringify(await exportPerson(other.appointmentId, web))).toContain(chat[0]);
    expect(await erasePerson(matter.appointmentId, scheduler)).toMatchObject({ keysDestroyed: 0 });
  });

  it('stay as they were when a key cannot be destroyed: erasing again ends it', async () => {
    const broken = { ...directoryKeyStore(''), destroyAll: () => Promise.reject(new Error('disk is gone')) };
    await expect(erasePerson(matter.appointmentId, scheduler, broken)).rejects.toThrow('disk is gone');
    expect(JSON.stringify(await exportPerson(matter.appointmentId, web))).toContain(contact.lastName);
    expect((await erasePerson(matter.appointmentId, scheduler, keyStore())).keysDestroyed).toBe(2);
  });
});
