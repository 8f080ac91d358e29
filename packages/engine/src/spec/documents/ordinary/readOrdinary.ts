import { LIMITS } from '../limits';
import { ParseLimits, TextProblem, tooManyWords } from '../parseYaml';
import { CHAR } from './characters';
import { InlineReader } from './InlineReader';
import { Members } from './Members';
import { Placed } from './Placed';
import { blockText } from './scalars';
import { Scanner } from './Scanner';
import { giveUp, TooManyWords, Unusual } from './Unusual';
import { blockWord } from './words';

/** A document and where its values stand. */
export interface OrdinaryDocument {
  readonly value: unknown;
  readonly placed: Placed;
}

/** Reads the lines of documents: objects and lists by the columns at which their lines begin. */
class OrdinaryReader {
  readonly #scanner: Scanner;
  readonly #inline: InlineReader;
  /** Collections around what is being read. */
  #depth = 0;

  constructor(text: string, words: number) {
    this.#scanner = new Scanner(text, words);
    this.#inline = new InlineReader(this.#scanner);
  }

  read(most: number): readonly OrdinaryDocument[] {
    const scanner = this.#scanner;
    const documents: OrdinaryDocument[] = [];
    scanner.firstLine();
    // the library says that there are documents
    scanner.goTo(scanner.at, scanner.peek() === CHAR.END ? 0 : 1);
    for (let left = most; scanner.peek() !== CHAR.END; left--) {
      if (left === 0) {
        giveUp();
      }
      if (scanner.column === -1) {
        this.#startDocument();
      }
      if (scanner.column !== -1) {
        documents.push(this.#readDocument());
      }
    }
    return documents;
  }

  #startDocument(): void {
    const scanner = this.#scanner;
    if (!scanner.isMark('---')) {
      giveUp();
    }
    scanner.goTo(scanner.at + 3);
    scanner.endLine();
  }

  #readDocument(): OrdinaryDocument {
    const scanner = this.#scanner;
    const placed: Placed = { at: scanner.at, isScalar: false };
    const isInner = scanner.column > 0;
    const value = this.#readNode(0, -1, placed);
    if (isInner || scanner.column !== -1 || placed.members === undefined) {
      giveUp();
    }
    return { value, placed };
  }

  /** Reads what begins at a column, within the parent that begins at another. */
  #readNode(column: number, parent: number, place: Placed): unknown {
    const scanner = this.#scanner;
    const { at } = scanner;
    if (scanner.isItem()) {
      return this.#readItems(column, place);
    }
    if (isBlock(scanner.peek())) {
      return this.#readBlock(parent, place);
    }
    const value = this.#inline.read(place, parent, this.#depth);
    if (scanner.peek() === CHAR.COLON) {
      const name = this.#inline.endKey(value, at);
      return this.#readMembers(column, place, name);
    }
    scanner.endLine();
    return value;
  }

  #readItems(column: number, place: Placed): unknown {
    const scanner = this.#scanner;
    const value: unknown[] = [];
    const places: Placed[] = [];
    place.at = scanner.at;
    this.#begin(place, places);
    do {
      scanner.skip();
      const width = scanner.skipSpaces();
      if (width === 0 || scanner.isLineEnd()) {
        giveUp();
      }
      const item: Placed = { at: scanner.at, isScalar: false };
      value.push(this.#readNode(column + 1 + width, column, item));
      places.push(item);
    } while (scanner.column === column && scanner.isItem());
    this.#end(column);
    return value;
  }

  /** Reads members whose first key has been read. */
  #readMembers(column: number, place: Placed, first: string): unknown {
    const scanner = this.#scanner;
    const members = new Members();
    let { at } = place;
    let name: string | undefined = first;
    this.#begin(place, members.places);
    while (name !== undefined) {
      const member = members.add(name, at);
      members.give(name, this.#readMember(column, member));
      at = scanner.at;
      const isNext: boolean = scanner.column === column && !scanner.isItem();
      name = isNext ? this.#inline.readKey(column) : undefined;
    }
    this.#end(column);
    return members.value;
  }

  /** Reads what stands behind a key and its colon, or in the lines below. */
  #readMember(column: number, place: Placed): unknown {
    const scanner = this.#scanner;
    scanner.skipSpaces();
    if (scanner.isLineEnd()) {
      scanner.nextLine();
      return this.#readBelow(column, place);
    }
    if (isBlock(scanner.peek())) {
      return this.#readBlock(column, place);
    }
    const value = this.#inline.read(place, column, this.#depth);
    scanner.endLine();
    return value;
  }

  /** Reads a collection in the lines below its key; items may stand at the column of the key. */
  #readBelow(column: number, place: Placed): unknown {
    const scanner = this.#scanner;
    if (scanner.column === column && scanner.isItem()) {
      return this.#readItems(column, place);
    }
    if (scanner.column <= column) {
      return null;
    }
    const value = this.#readNode(scanner.column, column, place);
    return place.members === undefined ? giveUp() : value;
  }

  #readBlock(parent: number, place: Placed): string {
    const { at } = this.#scanner;
    const { header, source } = blockWord(this.#scanner, parent);
    const value = blockText(header, source, { offset: at, indent: parent });
    place.at = at;
    place.isScalar = value !== '';
    this.#scanner.firstLine();
    return value;
  }

  #begin(place: Placed, members: Placed['members']): void {
    place.isScalar = false;
    place.members = members;
    this.#depth += 1;
    if (this.#depth > LIMITS.depth) {
      giveUp();
    }
  }

  #end(column: number): void {
    this.#depth -= 1;
    if (this.#scanner.column > column) {
      giveUp();
    }
  }
}

function isBlock(code: number): boolean {
  return code === CHAR.BAR || code === CHAR.GREATER;
}

/**
 * Reads YAML as people write it, by its characters: objects, lists, texts and comments, without anything that could be
 * wrong or that takes a second thought. `undefined` for all else, such as anchors, tags, tabs, keys that are given twice,
 * and whatever is no YAML.
 */
export function readOrdinary(
  text: string,
  { words, documents }: ParseLimits,
): readonly OrdinaryDocument[] | TextProblem | undefined {
  if (text.includes('\r')) {
    return undefined;
  }
  try {
    return new OrdinaryReader(text, words).read(documents);
  } catch (error) {
    if (error instanceof Unusual) {
      return undefined;
    }
    if (error instanceof TooManyWords) {
      return tooManyWords(error.offset, words);
    }
    throw error;
  }
}
