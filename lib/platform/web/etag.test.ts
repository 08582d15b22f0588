import { expect, test } from 'vitest';
import { etagOf, isKnown } from './etag.ts';

test('the tag follows the bytes', () => {
  expect(etagOf('{"a":1}')).toMatch(/^"[\w-]{27}"$/);
  expect(etagOf('{"a":1}')).toBe(etagOf('{"a":1}'));
  expect(etagOf('{"a":1}')).not.toBe(etagOf('{"a":2}'));
  expect(etagOf('{"a":1}', 7)).toMatch(/^"7\.[\w-]{27}"$/);
});

test.each([
  [null, false],
  ['', false],
  ['"x"', false],
  ['*', true],
  [etagOf('a'), true],
  [`W/${etagOf('a')}`, true],
  [`"x", ${etagOf('a')}`, true],
  [etagOf('b'), false],
])('a caller that sends %s knows the answer: %s', (sent, known) => {
  expect(isKnown(etagOf('a'), sent)).toBe(known);
});
