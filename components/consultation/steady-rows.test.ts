import { describe, expect, it } from 'vitest';
import { changesBetween, steadyRows } from './steady-rows.ts';

const row = (participantId: string) => ({ participantId, name: participantId.toUpperCase() });
const ids = (rows: readonly { participantId: string; gone: boolean }[]) =>
  rows.map(({ participantId, gone }) => participantId + (gone ? ' gone' : ''));

describe('waiting list under the pointer (VC14)', () => {
  const shown = steadyRows([], [row('a'), row('b'), row('c')], false);

  it('follows the live order while nobody is on it', () => {
    expect(ids(steadyRows(shown, [row('c'), row('a')], false))).toEqual(['c', 'a']);
  });

  it('moves nothing while somebody is on it', () => {
    expect(ids(steadyRows(shown, [row('d'), row('c'), row('a')], true))).toEqual(['a', 'b gone', 'c', 'd']);
  });

  it('lets somebody who comes back take the old place', () => {
    const without = steadyRows(shown, [row('a'), row('c')], true);
    expect(ids(steadyRows(without, [row('a'), row('b'), row('c')], true))).toEqual(['a', 'b', 'c']);
  });

  it('tells who came and who left', () => {
    const { came, left } = changesBetween([row('a'), row('b')], [row('b'), row('c')]);
    expect(came.map((one) => one.name)).toEqual(['C']);
    expect(left.map((one) => one.name)).toEqual(['A']);
  });
});
