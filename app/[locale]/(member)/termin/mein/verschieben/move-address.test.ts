import { expect, test } from 'vitest';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { Temporal } from '#lib/platform/time.ts';
import { checkPath, moveMonthPath, movePath, readMoveAddress, readWishedTime } from './move-address.ts';

const choice = {
  service: 'pflegegrad',
  further: ['hilfsmittel'],
  wishes: { interpreter: 'sign:dgs', stepFree: true },
} as const;
const own = { ...choice, further: [...choice.further] };
const now = { channel: 'on_site', center: { slug: 'koeln' } } as AppointmentView;
const queryOf = (path: string) => Object.fromEntries(new URL(path, 'http://localhost').searchParams);

test('neither topic nor needs stand in an address, and both are there again (BK9, DP4)', () => {
  const address = { ...own, channel: 'on_site', center: 'bonn', partOfDay: 'morning' } as const;
  const startsAt = Temporal.Instant.from('2026-12-01T08:00:00Z');
  for (const path of [movePath(address), moveMonthPath(address), checkPath(address, startsAt)]) {
    expect(path).not.toMatch(/pflegegrad|hilfsmittel|dgs|stufenlos/);
    expect(readMoveAddress(queryOf(path), own, now)).toMatchObject(address);
  }
  expect(movePath(address)).toBe('/termin/mein/verschieben?kanal=vor-ort&ort=bonn&tageszeit=vormittag');
  expect(readWishedTime(queryOf(checkPath(address, startsAt)))).toEqual(startsAt);
});

test('what an address says of topic and needs is not believed', () => {
  const read = readMoveAddress({ kanal: 'video', leistung: 'reha', dazu: 'krankengeld', sprache: 'tr' }, own, now);
  expect(read).toMatchObject({ ...own, channel: 'video', center: undefined });
});

test('without a way it is the present one', () => {
  expect(readMoveAddress({}, own, now)).toEqual({ ...own, channel: 'on_site', center: 'koeln' });
  expect(readMoveAddress({ kanal: 'vor-ort' }, own, now)).toMatchObject({ channel: 'on_site', center: 'koeln' });
  expect(readWishedTime({ zeit: 'gestern' })).toBeNull();
});
