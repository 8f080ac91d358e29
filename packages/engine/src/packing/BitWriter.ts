const FIRST_BYTES = 256;
/** That are written at a time. */
export const MOST_BITS = 24;

/** Writes numbers of any width one after the other, the highest bit first. */
export class BitWriter {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;
  /** Bits of the last byte that are not yet in `#bytes`. */
  #rest = 0;
  #restBits = 0;

  /** The lowest `bits` of a whole number; at most `MOST_BITS` of them. */
  write(value: number, bits: number): void {
    if (this.#length + 4 > this.#bytes.length) {
      this.#grow();
    }
    let length = this.#length;
    let restBits = this.#restBits + bits;
    const rest = (this.#rest << bits) | value;
    while (restBits >= 8) {
      restBits -= 8;
      this.#bytes[length] = rest >>> restBits;
      length += 1;
    }
    this.#rest = rest & ((1 << restBits) - 1);
    this.#restBits = restBits;
    this.#length = length;
  }

  /** A whole number from 0 to 2^53, small ones in one byte. */
  writeWhole(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.write((rest % 0x80) + 0x80, 8);
      rest = Math.floor(rest / 0x80);
    }
    this.write(rest, 8);
  }

  /** Any number, in 64 bits. */
  writeDouble(value: number): void {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    for (let byte = 0; byte < 8; byte++) {
      this.write(view.getUint8(byte), 8);
    }
  }

  /** What has been written, filled up with zeros to whole bytes. */
  finish(): Uint8Array {
    if (this.#restBits > 0) {
      this.write(0, 8 - this.#restBits);
    }
    return this.#bytes.slice(0, this.#length);
  }

  #grow(): void {
    const longer = new Uint8Array(2 * this.#bytes.length);
    longer.set(this.#bytes);
    this.#bytes = longer;
  }
}
