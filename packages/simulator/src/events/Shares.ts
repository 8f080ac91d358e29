const CELLS = 256;

/** Parts of a whole, by what each part and those before it make up together: found as fast among many as among few. */
export class Shares {
  /** For each cell of [0, 1) the part that its lower edge lies in, where a search begins. */
  private readonly first = new Uint16Array(CELLS);
  private readonly last: number;

  constructor(private readonly cumulative: Float64Array) {
    this.last = cumulative.length - 1;
    for (let cell = 0; cell < CELLS; cell++) {
      this.first[cell] = this.search(0, cell / CELLS);
    }
  }

  /** The part that a number in [0, 1) lies in. */
  partAt(share: number): number {
    return this.search(this.first[(share * CELLS) | 0], share);
  }

  private search(from: number, share: number): number {
    let part = from;
    while (part < this.last && share >= this.cumulative[part]) {
      part += 1;
    }
    return part;
  }
}
