import { LIMITS } from '../limits';
import { CHAR, isBlank } from './characters';
import { Members } from './Members';
import { Placed } from './Placed';
import { plainValue, quotedText } from './scalars';
import { Scanner } from './Scanner';
import { giveUp } from './Unusual';
import { plainWord, plainWordInBrackets, quotedWord } from './words';

/** The library refuses longer ones. */
const LONGEST_KEY = 1000;

/** Reads what begins on a line: words, keys, and collections in brackets. */
export class InlineReader {
  readonly #scanner: Scanner;
  /** Column and depth of the collection around it. */
  #parent = -1;
  #depth = 0;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  /** Reads a word or a collection in brackets, and says where it stands. */
  read(place: Placed, parent: number, depth: number): unknown {
    this.#parent = parent;
    this.#depth = depth;
    return this.#value(place, depth);
  }

  /** Reads the key of a member, and its colon. */
  readKey(parent: number): string {
    this.#parent = parent;
    const from = this.#scanner.at;
    return this.endKey(this.#word(false), from);
  }

  /** The name of a key that was read, with its colon. */
  endKey(name: unknown, from: number): string {
    const isName = typeof name === 'string' && this.#isKey(from);
    if (!isName || !isBlank(this.#scanner.peek(1))) {
      return giveUp();
    }
    this.#scanner.skip();
    return name;
  }

  /** Whether what was read from a place on may be a key. */
  #isKey(from: number): boolean {
    const scanner = this.#scanner;
    return (
      scanner.peek() === CHAR.COLON &&
      scanner.at - from < LONGEST_KEY &&
      !scanner.text.slice(from, scanner.at).includes('\n')
    );
  }

  #value(place: Placed, depth: number): unknown {
    place.at = this.#scanner.at;
    switch (this.#scanner.peek()) {
      case CHAR.OPEN_OBJECT:
        return this.#object(place, depth + 1);
      case CHAR.OPEN_LIST:
        return this.#list(place, depth + 1);
      default: {
        const value = this.#word(depth > this.#depth);
        place.isScalar = value !== '';
        return value;
      }
    }
  }

  #word(inBrackets: boolean): unknown {
    const scanner = this.#scanner;
    const { at } = scanner;
    const first = scanner.peek();
    if (first === CHAR.QUOTE || first === CHAR.DOUBLE_QUOTE) {
      return quotedText(quotedWord(scanner, this.#parent), at);
    }
    return plainValue(
      inBrackets
        ? plainWordInBrackets(scanner)
        : plainWord(scanner, this.#parent),
      at,
    );
  }

  #object(place: Placed, depth: number): unknown {
    const members = new Members();
    place.members = members.places;
    this.#open(depth);
    while (this.#scanner.peek() !== CHAR.CLOSE_OBJECT) {
      const { at } = this.#scanner;
      const name = this.#word(true);
      if (typeof name !== 'string' || !this.#isKey(at)) {
        return giveUp();
      }
      this.#scanner.skip();
      this.#toWord(depth);
      members.give(name, this.#value(members.add(name, at), depth));
      this.#endItem(depth, CHAR.CLOSE_OBJECT);
    }
    this.#scanner.skip();
    return members.value;
  }

  #list(place: Placed, depth: number): unknown {
    const value: unknown[] = [];
    const places: Placed[] = [];
    place.members = places;
    this.#open(depth);
    while (this.#scanner.peek() !== CHAR.CLOSE_LIST) {
      const item: Placed = { at: this.#scanner.at, isScalar: false };
      value.push(this.#value(item, depth));
      places.push(item);
      this.#endItem(depth, CHAR.CLOSE_LIST);
    }
    this.#scanner.skip();
    return value;
  }

  #open(depth: number): void {
    if (depth > LIMITS.depth) {
      giveUp();
    }
    this.#scanner.skip();
    this.#toWord(depth);
  }

  /** Goes over a comma to the next item, or to the end of the collection. */
  #endItem(depth: number, end: number): void {
    this.#toWord(depth);
    if (this.#scanner.peek() === CHAR.COMMA) {
      this.#scanner.skip();
      this.#toWord(depth);
    } else if (this.#scanner.peek() !== end) {
      giveUp();
    }
  }

  /** Goes to the next word. On a further line it is to the right of the parent; the last bracket may be below it. */
  #toWord(depth: number): void {
    const scanner = this.#scanner;
    scanner.skipSpaces();
    if (scanner.peek() !== CHAR.LINE_END) {
      return;
    }
    const column = scanner.skipLines();
    const code = scanner.peek();
    const isLast =
      depth === this.#depth + 1 &&
      (code === CHAR.CLOSE_OBJECT || code === CHAR.CLOSE_LIST);
    const isInside =
      column > this.#parent || (isLast && column === this.#parent);
    if (!isInside || scanner.isMark('---') || scanner.isMark('...')) {
      giveUp();
    }
  }
}
