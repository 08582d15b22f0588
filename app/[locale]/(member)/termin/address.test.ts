import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import {
  monthPath,
  type Query,
  readMonth,
  readTimesAddress,
  readTopics,
  timesPath,
  type TimesAddress,
  topicsPath,
  waysPath,
} from './address.ts';

/** As Next gives it: a name that comes twice has a list. */
function queryOf(path: string): Query {
  const { searchParams } = new URL(path, 'http://localhost');
  return Object.fromEntries(
    [...searchParams.keys()].map((name) => {
      const [value, ...more] = searchParams.getAll(name);
      return [name, more.length > 0 ? [value ?? '', ...more] : value];
    }),
  );
}

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
    { service: 'pflegegrad', further: ['hilfsmittel', 'reha'], channel: 'video' },
    {
      service: 'pflegegrad',
      channel: 'on_site',
      center: 'koeln',
      wishes: { language: 'tr', interpreter: 'sign:dgs', stepFree: true, companion: true },
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
      sprache: 'türkisch',
      dolmetschen: ['', 'sign:'],
      stufenlos: 'nein',
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

  it('names each topic once, three at most', () => {
    const query = { leistung: 'reha', dazu: ['reha', 'hilfsmittel', 'hilfsmittel', 'pflegegrad', 'krankengeld'] };
    expect(readTopics(query)).toEqual({ service: 'reha', further: ['hilfsmittel', 'pflegegrad'] });
    expect(waysPath(readTopics(query) ?? { service: 'none' })).toBe(
      '/termin/weg?leistung=reha&dazu=hilfsmittel&dazu=pflegegrad',
    );
    expect(readTopics({ leistung: 'reha', dazu: '' })).toEqual({ service: 'reha' });
    expect(readTopics({})).toBeNull();
  });

  it('leads to where topics are changed: one is chosen anew, of several one is left out', () => {
    expect(topicsPath({ service: 'reha' })).toBe('/termin');
    expect(topicsPath({ service: 'reha', further: ['pflegegrad'] })).toBe('/termin/dazu?leistung=reha&dazu=pflegegrad');
  });

  it('reads a month, and no other text', () => {
    const month = Temporal.PlainDate.from('2026-12-01');
    expect(readMonth(queryOf(monthPath({ service: 'reha', channel: 'phone' }, month)))?.equals(month)).toBe(true);
    for (const monat of ['2026-13', '2026-1', 'Dezember', ['', 'x'], undefined])
      expect(readMonth({ monat })).toBeUndefined();
  });
});
