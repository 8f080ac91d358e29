/** More of them say something else, or nearly so. */
const MOST_SHORT_ONES = 12;

/** Reads what a `BitWriter` wrote. Throws a `RangeError` where the bytes end too soon. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #next = 0;
  #rest = 0;
  #restBits = 0;
  #double?: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** At most 24 bits. */
  read(bits: number): number {
    if (this.#restBits < bits) {
      this.#fill();
    }
    if (this.#restBits < bits) {
      throw new RangeError('Packed tiles end too soon');
    }
    this.#restBits -= bits;
    const value = this.#rest >>> this.#restBits;
    this.#rest &= (1 << this.#restBits) - 1;
    return value;
  }

  /** How many ones come before the next zero; `most` of them, at most 23, have none behind. */
  readOnes(most: number): number {
    if (this.#restBits <= most) {
      this.#fill();
    }
    // to the top of 32 bits, with zeros behind
    const top = this.#restBits > 0 ? this.#rest << (32 - this.#restBits) : 0;
    const ones = Math.min(most, Math.clz32(~top));
    this.read(Math.min(most, ones + 1));
    return ones;
  }

  /**
   * Numbers whose `lowBits` lowest bits stand as they are, with what is above in ones before them, into `numbers` from
   * `from` on, which are 0. Ends at the first one with `most` ones, which have been read. Answers where that is.
   */
  readNumbers(
    numbers: Float64Array,
    from: number,
    { lowBits, most }: { lowBits: number; most: number },
  ): number {
    let at = from;
    for (;;) {
      at = this.#readShort(numbers, at, lowBits);
      if (at === numbers.length) {
        return at;
      }
      const ones = this.readOnes(most);
      if (ones === most) {
        return at;
      }
      numbers[at] = ones * 2 ** lowBits + this.read(lowBits);
      at += 1;
    }
  }

  /** The same of numbers that are as short as most, without a call for each. Answers where the first other one goes. */
  #readShort(numbers: Float64Array, from: number, lowBits: number): number {
    const bytes = this.#bytes;
    const mask = 2 ** lowBits - 1;
    let next = this.#next;
    let rest = this.#rest;
    let restBits = this.#restBits;
    let at = from;
    while (at < numbers.length) {
      while (restBits <= 24 && next < bytes.length) {
        rest = (rest << 8) | bytes[next];
        next += 1;
        restBits += 8;
      }
      const top = restBits > 0 ? rest << (32 - restBits) : 0;
      if (lowBits === 0 && top >= 0 && restBits > 0) {
        const zeros = Math.min(Math.clz32(top), restBits, numbers.length - at);
        restBits -= zeros;
        at += zeros;
        continue;
      }
      const ones = Math.clz32(~top);
      const taken = ones + 1 + lowBits;
      if (ones > MOST_SHORT_ONES || taken > restBits) {
        break;
      }
      restBits -= taken;
      numbers[at] = (ones << lowBits) | ((rest >>> restBits) & mask);
      at += 1;
    }
    this.#next = next;
    this.#rest = restBits < 32 ? rest & ((1 << restBits) - 1) : rest;
    this.#restBits = restBits;
    return at;
  }

  /** As many whole bytes as there is room for: 24 bits at least, as long as there are any. */
  #fill(): void {
    while (this.#restBits < 24 && this.#next < this.#bytes.length) {
      this.#rest = (this.#rest << 8) | this.#bytes[this.#next];
      this.#next += 1;
      this.#restBits += 8;
    }
  }

  readWhole(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.read(8);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        return value;
      }
      scale *= 0x80;
      if (scale > 2 ** 56) {
        throw new RangeError('A packed number is too long');
      }
    }
  }

  readDouble(): number {
    this.#double ??= new DataView(new ArrayBuffer(8));
    for (let byte = 0; byte < 8; byte += 2) {
      this.#double.setUint16(byte, this.read(16));
    }
    return this.#double.getFloat64(0);
  }
}
