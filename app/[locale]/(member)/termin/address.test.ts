import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { readTimesAddress, timesPath, type TimesAddress } from './address.ts';

const queryOf = (path: string) => Object.fromEntries(new URL(path, 'http://localhost').searchParams);

describe('address of the free times (BK10)', () => {
  it.each<TimesAddress>([
    { service: 'pflegegrad', channel: 'video' },
    { service: 'pflegegrad', channel: 'on_site', center: 'koeln-mitte', partOfDay: 'morning' },
    {
      service: 'hilfsmittel',
      channel: 'phone',
      partOfDay: 'afternoon',
      advisor: '0192f0c1-0000-7000-8000-000000000001',
      day: Temporal.PlainDate.from('2026-11-24'),
      from: Temporal.PlainDate.from('2026-11-23'),
    },
  ])('reads back what it wrote: %o', (address) => {
    const read = readTimesAddress(queryOf(timesPath(address)));
    expect(timesPath(read ?? { service: 'none', channel: 'video' })).toBe(timesPath(address));
  });

  it('leaves out what makes no sense', () => {
    const query = {
      leistung: 'pflegegrad',
      kanal: 'video',
      tag: '2026-02-30',
      ab: 'bald',
      mit: '../',
      tageszeit: 'nachts',
    };
    expect(timesPath(readTimesAddress(query) ?? { service: 'none', channel: 'video' })).toBe(
      '/termin/zeit?leistung=pflegegrad&kanal=video',
    );
  });

  it.each([
    {},
    { leistung: 'pflegegrad' },
    { leistung: 'pflegegrad', kanal: 'rauchzeichen' },
    { leistung: '../x', kanal: 'video' },
  ])('refuses what names no choice: %o', (query) => {
    expect(readTimesAddress(query)).toBeNull();
  });
});
