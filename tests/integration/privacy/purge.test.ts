import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { unseal } from '#lib/platform/crypto.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { directoryKeyStore, keyStore } from '#lib/platform/keys.ts';
import { exportPerson } from '#lib/privacy/gather-subject-data.ts';
import { purge } from '#lib/privacy/purge.ts';
import { scanTables } from '#lib/privacy/scan-tables.ts';
import { messageContext } from '#lib/consultation/post-message.ts';
import { setDatabaseClock } from '#processes/demo/clock.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { copyRows } from './database-copy.ts';
import {
  allKeys,
  bookAppointment,
  chat,
  contact,
  dayAfter,
  destroyAllKeys,
  holdConsultation,
  keyFolder,
  type Matter,
  openCenter,
  plainTexts,
} from './scenario.ts';

const owner = openDatabase(databaseUrl('migrate'));
const web = openDatabase(databaseUrl('web'));
const scheduler = openDatabase(databaseUrl('scheduler'));
afterAll(() => Promise.all([owner, web, scheduler].map((database) => database.$disconnect())));

const start = '2026-11-22T14:00:00+01:00';

beforeEach(async () => {
  await emptyTables();
  await destroyAllKeys();
});

async function videoConsultation(): Promise<Matter> {
  await setClock(start);
  const center = await openCenter(owner);
  const matter = await holdConsultation(owner, await bookAppointment(owner, center, 'video', 0));
  await recordAudit(owner, {
    actorKind: 'staff',
    actorId: center.staffId,
    action: 'appointment:viewed',
    objectKind: 'appointment',
    objectId: matter.appointmentId,
  });
  return matter;
}

const textOf = (records: Awaited<ReturnType<typeof exportPerson>>) => JSON.stringify(records);

describe('a video consultation (VC5, DP5)', () => {
  it('is whole and readable on day 88, at the last instant, and a purge takes nothing of it but the concern', async () => {
    const matter = await videoConsultation();
    await setClock(dayAfter(start, 88, '23:59:59.999'));
    const result = await purge(scheduler);
    expect(result).toEqual({ removed: { 'Appointment.concern': 1 }, keysDestroyed: 0, overdue: {} });
    const records = await exportPerson(matter.appointmentId, web);
    for (const text of [contact.lastName, contact.email, ...chat, 'message_sent', 'appointment:viewed'])
      expect(textOf(records)).toContain(text);
    expect(await allKeys()).toHaveLength(2);
  });

  it('cannot be read from the first instant of day 89, although no purge has run', async () => {
    const matter = await videoConsultation();
    await setClock(dayAfter(start, 89));
    const records = await exportPerson(matter.appointmentId, web);
    // Mails lose what they said when sent; the trail holds ids only and has a clock of its own.
    expect(records.filter((record) => !['OutboxMessage', 'AuditEntry'].includes(record.model))).toEqual([]);
    for (const text of plainTexts) expect(textOf(records)).not.toContain(text);
    expect(await owner.chatMessage.count()).toBe(2);
  });

  it('is removed by the purge of day 89, keys included, and the report says what went', async () => {
    const matter = await videoConsultation();
    await setClock(dayAfter(start, 89, '00:07:00'));
    const result = await purge(scheduler);
    const gone = {
      Appointment: 1,
      Claim: 1,
      OutboxMessage: 1,
      Consultation: 1,
      Participant: 2,
      KeyExchange: 1,
      ChatMessage: 2,
      Activity: 3,
    };
    expect(result.removed).toEqual(gone);
    expect(result.keysDestroyed).toBe(2);
    expect(result.overdue).toEqual({});
    expect(await allKeys()).toEqual([]);

    const reports = await web.deletionReport.findMany();
    expect(new Set(reports.map((report) => report.purgeId)).size).toBe(1);
    const told: Record<string, number> = {};
    for (const { removed } of reports) {
      for (const [model, count] of Object.entries(removed as Record<string, number>))
        told[model] = (told[model] ?? 0) + count;
    }
    expect(told).toEqual(gone);
    expect(reports.reduce((sum, report) => sum + report.keysDestroyed, 0)).toBe(2);
    expect(reports.filter((report) => report.overdue !== null).map((report) => report.overdue)).toEqual([{}]);

    expect(await scanTables(owner, [...plainTexts, ...matter.ids])).toEqual([
      // The audit trail keeps the id, which leads nowhere any more.
      { table: 'audit_entry', column: 'object_id', text: plainTexts.length, rows: 1 },
    ]);
    expect((await exportPerson(matter.appointmentId, web)).map((record) => record.model)).toEqual(['AuditEntry']);
  });

  it('cannot be decrypted in a copy of the database made before', async () => {
    const matter = await videoConsultation();
    const name = await copyRows();
    const copy = openDatabase(databaseUrl('web', name));
    try {
      await setDatabaseClock(databaseUrl('migrate', name), { fixed: dayAfter(start, 88) });
      const before = textOf(await exportPerson(matter.appointmentId, copy));
      for (const text of [contact.lastName, ...chat]) expect(before).toContain(text);

      await setClock(dayAfter(start, 89, '00:07:00'));
      const another = await bookAppointment(owner, await openCenter(owner), 'video', 1);
      await purge(scheduler);

      // The copy still has all rows, and its clock says that they may be read.
      const message = await copy.chatMessage.findFirstOrThrow({ where: { number: 1 } });
      const after = textOf(await exportPerson(matter.appointmentId, copy));
      for (const text of plainTexts) expect(after).not.toContain(text);
      expect(after).toContain('message_sent');
      // Nor does any key that is left open it.
      const left = await allKeys();
      expect(left).toHaveLength(1);
      expect(left[0]).toContain(another.appointmentId);
      for (const path of left) {
        const key = await readFile(join(keyFolder, path));
        const context = messageContext(matter.consultationId ?? '', message.clientKey);
        expect(() => unseal(key, message.text, context)).toThrow();
      }
    } finally {
      await copy.$disconnect();
    }
  });

  it('loses its keys first: when deleting rows fails, nothing can be read any more', async () => {
    const matter = await videoConsultation();
    await setClock(dayAfter(start, 89, '00:07:00'));
    // The role of the web process may not delete consultations.
    await expect(purge(web)).rejects.toThrow();
    expect(await owner.consultation.count()).toBe(1);
    expect(await allKeys()).toEqual([]);
    await setClock(dayAfter(start, 80));
    for (const text of plainTexts) expect(textOf(await exportPerson(matter.appointmentId, web))).not.toContain(text);
  });
});

describe('the safety net', () => {
  it('destroys a due key that no row speaks of any more', async () => {
    await setClock(start);
    const today = dayAfter(start, 0).toZonedDateTimeISO('Europe/Berlin').toPlainDate();
    await keyStore().create(crypto.randomUUID(), today.subtract({ days: 1 }));
    await keyStore().create(crypto.randomUUID(), today);
    const kept = await keyStore().create(crypto.randomUUID(), today.add({ days: 1 }));
    expect(await purge(scheduler)).toEqual({ removed: {}, keysDestroyed: 2, overdue: {} });
    expect(await allKeys()).toEqual([kept]);
  });

  it('destroys the key of a consultation whose appointment goes before it', async () => {
    await setClock(start);
    const matter = await bookAppointment(owner, await openCenter(owner), 'video', 50);
    await setClock(dayAfter(start, 50, '14:00:00'));
    await holdConsultation(owner, matter);
    await setClock(dayAfter(start, 89));
    const result = await purge(scheduler);
    expect(result.removed).toMatchObject({ Appointment: 1, Consultation: 1, ChatMessage: 2 });
    expect(result.keysDestroyed).toBe(2);
    expect(await allKeys()).toEqual([]);
  });

  it('reads its rules anew before every batch: one that is lengthened meanwhile holds at once', async () => {
    const matter = await videoConsultation();
    await setClock(dayAfter(start, 89));
    const { retentionRules } = await import('#lib/privacy/gather-retention.ts');
    const longer = retentionRules().map((rule) =>
      typeof rule.keep === 'object' && 'days' in rule.keep ? { ...rule, keep: { days: 999 } } : rule,
    );
    const empty = directoryKeyStore(join(keyFolder, 'none'));
    expect((await purge(scheduler, { rules: () => longer, keys: empty })).removed).toEqual({});
    expect(await owner.appointment.count({ where: { id: matter.appointmentId } })).toBe(1);
  });
});
