/** Numbers that depend on the seed alone. */
export interface Random {
  /** At least 0 and less than `below`, whole. */
  nat(below: number): number;
  /** True in `share` of all cases. */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const nat = (below: number) => Math.floor(next() * below);
  return {
    nat,
    chance: share => next() < share,
    pick: items => items[nat(items.length)],
  };
}
