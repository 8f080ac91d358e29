/** Reads what a `BitWriter` wrote. Throws a `RangeError` where the bytes end too soon. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #next = 0;
  #rest = 0;
  #restBits = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** At most 24 bits. */
  read(bits: number): number {
    while (this.#restBits < bits) {
      if (this.#next >= this.#bytes.length) {
        throw new RangeError('Packed tiles end too soon');
      }
      this.#rest = (this.#rest << 8) | this.#bytes[this.#next];
      this.#next += 1;
      this.#restBits += 8;
    }
    this.#restBits -= bits;
    const value = this.#rest >>> this.#restBits;
    this.#rest &= (1 << this.#restBits) - 1;
    return value;
  }

  /** How many ones come before the next zero; `most` of them have none behind. */
  readOnes(most: number): number {
    let ones = 0;
    while (ones < most && this.read(1) === 1) {
      ones += 1;
    }
    return ones;
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
    const view = new DataView(new ArrayBuffer(8));
    for (let byte = 0; byte < 8; byte++) {
      view.setUint8(byte, this.read(8));
    }
    return view.getFloat64(0);
  }
}
