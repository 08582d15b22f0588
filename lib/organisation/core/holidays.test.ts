import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { type HolidayPlace, holidayOn, lands } from './holidays.ts';

const on = (day: string, place: HolidayPlace) => holidayOn(Temporal.PlainDate.from(day), place);
const bayern = (municipality: string): HolidayPlace => ({ land: 'BY', municipality });

describe('holidays by Land and municipality (OR1)', () => {
  it('are those of the Land', () => {
    const inYear = (land: string): number => {
      const first = Temporal.PlainDate.from('2027-01-01');
      return Array.from({ length: 365 }, (_, i) => holidayOn(first.add({ days: i }), { land })).filter(
        (name) => name !== null,
      ).length;
    };
    expect(Object.fromEntries(lands.map((land) => [land, inYear(land)]))).toEqual({
      BW: 12,
      BY: 13,
      BE: 10,
      BB: 12,
      HB: 10,
      HE: 10,
      HH: 10,
      MV: 11,
      NI: 10,
      NW: 11,
      RP: 11,
      SL: 12,
      SN: 11,
      ST: 11,
      SH: 10,
      TH: 11,
    });
    expect(on('2027-03-08', { land: 'BE' })).toBe('Weltfrauentag');
    expect(on('2027-11-17', { land: 'SN' })).toBe('Buß- und Bettag');
  });

  it.each([
    ['München', 'Mariä Himmelfahrt'],
    ['Würzburg', 'Mariä Himmelfahrt'],
    ['Augsburg', 'Mariä Himmelfahrt'],
    ['Nürnberg', null],
    ['Stadt Nürnberg', null],
    ['Fürth (Bayern)', null],
    ['Erlangen, Stadt', null],
  ])('in Bayern the fifteenth of August in %s is %s', (municipality, name) => {
    expect(on('2027-08-15', bayern(municipality))).toBe(name);
  });

  it('in Saarland it is one everywhere, elsewhere nowhere', () => {
    expect(on('2027-08-15', { land: 'SL', municipality: 'Nürnberg' })).toBe('Mariä Himmelfahrt');
    for (const land of lands.filter((other) => !['BY', 'SL'].includes(other)))
      expect(on('2027-08-15', { land, municipality: 'München' })).toBeNull();
  });

  it('Augsburg alone has the eighth of August', () => {
    expect(on('2027-08-08', bayern('Augsburg'))).toBe('Augsburger Friedensfest');
    expect(on('2027-08-08', bayern('Neusäß'))).toBeNull();
    expect(on('2027-08-08', { land: 'NW', municipality: 'Augsburg' })).toBeNull();
  });

  it('Fronleichnam is one in some municipalities of Sachsen and Thüringen', () => {
    expect(on('2027-05-27', { land: 'SN', municipality: 'Crostwitz' })).toBe('Fronleichnam');
    expect(on('2027-05-27', { land: 'SN', municipality: 'Dresden' })).toBeNull();
    expect(on('2027-05-27', { land: 'TH', municipality: 'Heilbad Heiligenstadt' })).toBe('Fronleichnam');
    expect(on('2027-05-27', { land: 'TH', municipality: 'Erfurt' })).toBeNull();
    expect(on('2027-05-27', { land: 'NW', municipality: 'Köln' })).toBe('Fronleichnam');
  });

  it('a place can say that it has one, or has not', () => {
    expect(on('2027-08-15', { ...bayern('Kleinstadt'), holidaysDropped: ['assumption'] })).toBeNull();
    expect(on('2027-08-15', { ...bayern('Coburg'), holidaysAdded: ['assumption'] })).toBe('Mariä Himmelfahrt');
    expect(on('2027-05-27', { land: 'SN', municipality: 'Bautzen', holidaysAdded: ['corpus_christi'] })).toBe(
      'Fronleichnam',
    );
    // What the whole Land has is nobody's to drop.
    expect(on('2027-05-27', { land: 'NW', holidaysDropped: ['corpus_christi'] })).toBe('Fronleichnam');
  });

  it('a law can make a day one once', () => {
    expect(on('2028-06-17', { land: 'BE' })).toContain('Volksaufstand');
    expect(on('2027-06-17', { land: 'BE' })).toBeNull();
    expect(on('2028-06-17', { land: 'BB' })).toBeNull();
  });
});
