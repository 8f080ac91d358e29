import { BASE_TILE_MS } from '../tiles/baseTile';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Slots of one length, how many of them are packed together.
 *
 * @public
 */
export interface Tier {
  readonly stepMs: number;
  /** Span of a chunk; chunks begin at its multiples since the epoch. */
  readonly chunkMs: number;
}

/**
 * The resolutions in which tiles are kept, the finest first: 360, 288 and 384 slots a chunk, so that what a database
 * keeps beside the bytes of a row is a tenth of a byte a slot.
 *
 * @public
 */
export const TIERS = {
  minute: { stepMs: BASE_TILE_MS, chunkMs: 6 * HOUR_MS },
  fiveMinutes: { stepMs: 5 * BASE_TILE_MS, chunkMs: DAY_MS },
  hour: { stepMs: HOUR_MS, chunkMs: 16 * DAY_MS },
} as const satisfies Record<string, Tier>;
