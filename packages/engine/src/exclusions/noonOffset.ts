import { Zone } from 'luxon';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** No zone changes its clocks twice within as many days. */
const BLOCK = 16;

/** Offsets of one zone, as far as they were asked for. */
class NoonOffsets {
  readonly #zone: Zone;
  readonly #usual: number;
  readonly #days = new Map<number, number>();
  readonly #blocks = new Map<number, number | undefined>();

  constructor(zone: Zone) {
    this.#zone = zone;
    this.#usual = zone.offset(0);
  }

  on(day: number): number {
    const block = Math.floor(day / BLOCK);
    if (!this.#blocks.has(block)) {
      const first = this.#onDay(block * BLOCK);
      const isSame = first === this.#onDay((block + 1) * BLOCK);
      this.#blocks.set(block, isSame ? first : undefined);
    }
    return this.#blocks.get(block) ?? this.#onDay(day);
  }

  #onDay(day: number): number {
    const noon = (day + 0.5) * DAY_MS - this.#usual * MINUTE_MS;
    const offset = this.#days.get(day) ?? this.#zone.offset(noon);
    this.#days.set(day, offset);
    return offset;
  }
}

const known = new Map<string, NoonOffsets>();

/**
 * How far noon of a day (counted from the epoch) is from UTC in a zone, in minutes. It is asked for each day of many
 * years: the library takes as long for one as all else for a hundred.
 */
export function noonOffset(zone: Zone, day: number): number {
  const offsets = known.get(zone.name) ?? new NoonOffsets(zone);
  known.set(zone.name, offsets);
  return offsets.on(day);
}
