import type { Random } from '../random.ts';

export const victims = ['web', 'scheduler', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/** One process that is killed, and comes back. Milliseconds. */
export interface Kill {
  victim: Victim;
  /** Since the load began; later when the same victim is not back by then */
  at: number;
  /** Which of the web processes, counted on round and round */
  which: number;
  /** How long it stays dead before it is started again */
  downFor: number;
}

/** Between two kills of the same kind: at least, and at most so much more. */
const pauses: Readonly<Record<Victim, { least: number; more: number }>> = {
  web: { least: 3000, more: 6000 },
  scheduler: { least: 4000, more: 8000 },
  postgres: { least: 6000, more: 10_000 },
};
const longestDown = 1500;
/** Nobody is killed so shortly before the end: everything comes back and is used once more. */
const calmAtTheEnd = 4000;

/** Draws who is killed when, for a run of so many milliseconds. The same chance draws the same plan. */
export function planKills(random: Random, duration: number): Kill[] {
  return victims
    .flatMap((victim) => {
      const chance = random.branch();
      const { least, more } = pauses[victim];
      const kills: Kill[] = [];
      for (let at = least; at < duration - calmAtTheEnd; at += least + chance.below(more))
        kills.push({ victim, at, which: chance.below(2), downFor: chance.below(longestDown) });
      return kills;
    })
    .toSorted((a, b) => a.at - b.at);
}
