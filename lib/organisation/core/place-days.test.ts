import { expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { type Place, placeDays } from './place-days.ts';

const assumption = Temporal.PlainDate.from('2027-08-15');
const on = (place: Partial<Place>) =>
  placeDays({ timeZone: 'Europe/Berlin', land: 'BY', ...place }, assumption, 1).map(({ holiday, from }) => [
    holiday,
    Temporal.Instant.fromEpochMilliseconds(from).toString(),
  ])[0];

it('days that are kept are those of one place: municipality, its own word, zone (OR1)', () => {
  const midnight = '2027-08-14T22:00:00Z';
  const name = 'Mariä Himmelfahrt';
  // Twice, so that the second answers come from what was kept.
  for (const _ of [1, 2]) {
    expect(on({ municipality: 'München' })).toEqual([name, midnight]);
    expect(on({ municipality: 'Nürnberg' })).toEqual([null, midnight]);
    expect(on({ municipality: 'Nürnberg', holidaysAdded: ['assumption'] })).toEqual([name, midnight]);
    expect(on({ municipality: 'München', holidaysDropped: ['assumption'] })).toEqual([null, midnight]);
    expect(on({ land: 'NW', municipality: 'München' })).toEqual([null, midnight]);
    expect(on({ municipality: 'München', timeZone: 'UTC' })).toEqual([name, '2027-08-15T00:00:00Z']);
  }
});

it('days follow each other, whatever was asked for before', () => {
  const place = { timeZone: 'Europe/Berlin', land: 'NW' };
  placeDays(place, Temporal.PlainDate.from('2027-03-27'), 2);
  const days = placeDays(place, Temporal.PlainDate.from('2027-03-25'), 6);
  expect(days.map(({ date, weekday, even }) => [date.toString(), weekday, even])).toEqual([
    ['2027-03-25', 4, true],
    ['2027-03-26', 5, true],
    ['2027-03-27', 6, true],
    ['2027-03-28', 7, false],
    ['2027-03-29', 1, true],
    ['2027-03-30', 2, true],
  ]);
  expect(days.slice(1).map(({ from }) => from)).toEqual(days.slice(0, -1).map(({ to }) => to));
});
