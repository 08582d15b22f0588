import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHistory, readHistory } from '#tests/load/history.ts';
import { pairEvents } from '#tests/load/operations.ts';
import { seededRandom } from '#tests/load/random.ts';
import { goodStory } from './story.ts';

describe('the history', () => {
  it('is written line by line as it happens and reads back the same; a fault is an unknown end', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'history-'));
    const file = path.join(folder, 'run.jsonl');
    const recorder = openHistory({ atLeast: () => 1, atMost: () => 2 }, file);
    const open = recorder.record({ action: 'hold', holder: 'a' }, async () => {
      expect(readHistory(file)).toHaveLength(1);
      return { kind: 'ok', appointmentId: 'x', until: 5 };
    });
    await recorder.record({ action: 'confirm', holder: 'b' }, () => Promise.reject(new TypeError('secret')));
    await open;
    expect(readHistory(file)).toEqual(recorder.events);
    expect(recorder.events.map(({ kind }) => kind)).toContain('unknown');
    expect(JSON.stringify(recorder.events)).not.toContain('secret');
    rmSync(folder, { recursive: true });
  });

  it('that answers what nobody asked is refused', () => {
    const [invoke, answer] = goodStory().given.history;
    expect(() => pairEvents([answer!])).toThrow('not open');
    expect(() => pairEvents([invoke!, answer!, answer!])).toThrow('not open');
    expect(() => pairEvents([invoke!, invoke!])).toThrow('twice');
  });
});

describe('chance', () => {
  it('is the same for the same seed, and spread evenly', () => {
    const draws = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 10_000 }, () => random.below(10));
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    const counts = Array.from({ length: 10 }, (_, n) => draws(7).filter((drawn) => drawn === n).length);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
