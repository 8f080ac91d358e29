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
    const view = new DataView(new ArrayBuffer(8));
    for (let byte = 0; byte < 8; byte++) {
      view.setUint8(byte, this.read(8));
    }
    return view.getFloat64(0);
  }
}
