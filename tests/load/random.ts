/** Chance that can be repeated: the same seed gives the same figures, in the same order. */
export interface Random {
  readonly seed: number;
  /** From 0 (inside) to 1 (outside) */
  fraction(): number;
  /** A whole number from 0 (inside) to `below` (outside) */
  below(below: number): number;
  /** True so often, in the long run */
  chance(probability: number): boolean;
  /** One of them. @throws RangeError when there is none */
  pick<T>(from: readonly T[]): T;
  /** Chance of its own, for somebody who draws at unforeseeable moments */
  branch(): Random;
}

/** A seed nobody chose; whoever draws it prints it. */
export function newSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

/** Chance from a seed (a 32-bit counter, mixed three times). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    seed,
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    pick: <T>(from: readonly T[]): T => {
      if (from.length === 0) throw new RangeError('Nothing to pick from');
      return from[below(from.length)] as T;
    },
    branch: () => seededRandom(below(2 ** 31)),
  };
}
