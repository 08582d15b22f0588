import { expect, it } from 'vitest';
import { readablePhone } from './readable-phone.ts';

it.each([
  ['+493023125010', '030 23125010'],
  ['+33123456789', '+33 1 23 45 67 89'],
  ['unbekannt', 'unbekannt'],
])('reads %s as %s', (given, read) => {
  expect(readablePhone(given)).toBe(read);
});
