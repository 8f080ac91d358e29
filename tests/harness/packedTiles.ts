/** Known base tiles, bad and total of each slot. */
export interface Slots {
  readonly known: number[];
  readonly bad: number[];
  readonly total: number[];
}

const ESCAPE = '1'.repeat(16);

/** The bits of packed tiles, read by code that shares nothing with the one that wrote them. */
class Bits {
  readonly #text: string;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#text = [...bytes]
      .map(byte => byte.toString(2).padStart(8, '0'))
      .join('');
  }

  take(count: number): string {
    this.#at += count;
    return this.#text.slice(this.#at - count, this.#at);
  }

  number(count: number): number {
    return count === 0 ? 0 : Number.parseInt(this.take(count), 2);
  }

  whole(): number {
    let value = 0;
    for (let place = 0; ; place++) {
      const byte = this.number(8);
      value += (byte % 128) * 128 ** place;
      if (byte < 128) {
        return value;
      }
    }
  }

  starts(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }
}

function readCounts(bits: Bits, length: number): number[] {
  const areDifferences = bits.number(1) === 1;
  const width = bits.number(5);
  let last = 0;
  return Array.from({ length }, () => {
    if (bits.starts(ESCAPE)) {
      bits.take(ESCAPE.length);
      const bytes = Buffer.from(
        Array.from({ length: 8 }, () => bits.number(8)),
      );
      const value = bytes.readDoubleBE();
      last = Number.isInteger(value) && value < 2 ** 51 ? value : last;
      return value;
    }
    let ones = 0;
    while (bits.number(1) === 1) {
      ones += 1;
    }
    const code = ones * 2 ** width + bits.number(width);
    const step = code % 2 === 0 ? code / 2 : -(code + 1) / 2;
    last = areDifferences ? last + step : code;
    return last;
  });
}

function readSlots(bits: Bits): Slots {
  const count = bits.whole();
  const known: number[] = [];
  while (known.length < count) {
    const tiles = bits.whole();
    known.push(...Array(bits.whole()).fill(tiles));
  }
  const filled = known.filter(tiles => tiles > 0).length;
  const columns = [readCounts(bits, filled), readCounts(bits, filled)];
  const [bad, total] = columns.map(column => {
    const rest = [...column];
    return known.map(tiles => (tiles > 0 ? rest.shift()! : 0));
  });
  return { known, bad, total };
}

/** A chunk of one group. */
export function readChunk(bytes: Buffer): Slots {
  const bits = new Bits(bytes);
  bits.whole();
  return readSlots(bits);
}

/** The tiles of every group in one tick, by id. */
export function readTick(bytes: Buffer): Map<number, Slots> {
  const bits = new Bits(bytes);
  bits.whole();
  const tiles = bits.whole();
  const count = bits.whole();
  const ids: number[] = [];
  while (ids.length < count) {
    const first = (ids.at(-1) ?? 0) + bits.whole();
    const run = bits.whole();
    ids.push(...Array.from({ length: run }, (_, index) => first + index));
  }
  const all = readSlots(bits);
  return new Map(
    ids.map((id, index) => {
      const cut = (column: number[]) =>
        column.slice(index * tiles, (index + 1) * tiles);
      return [
        id,
        { known: cut(all.known), bad: cut(all.bad), total: cut(all.total) },
      ];
    }),
  );
}
