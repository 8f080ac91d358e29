/** Ends the reading of a text that is not ordinary; `readOrdinary` catches it. */
export class Unusual extends Error {}

/** Leaves a text to the reader of all of YAML. */
export function giveUp(): never {
  throw new Unusual('not ordinary');
}
