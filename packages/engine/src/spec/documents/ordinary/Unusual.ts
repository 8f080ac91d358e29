/** Ends the reading of a text that is not ordinary; `readOrdinary` catches it. */
export class Unusual extends Error {}

/** Leaves a text to the reader of all of YAML. */
export function giveUp(): never {
  throw new Unusual('not ordinary');
}

/** Ends the reading of a text that is made of too many words, whatever else it is. */
export class TooManyWords extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super('too many words');
    this.offset = offset;
  }
}
