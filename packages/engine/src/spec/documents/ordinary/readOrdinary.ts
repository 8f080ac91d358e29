import { LIMITS } from '../limits';
import { ParseLimits } from '../parseYaml';
import { DOCUMENT, Lexemes, SCALAR, widthOf } from './Lexemes';
import { Members } from './Members';
import { Placed } from './Placed';
import { Found, keyOf, readValue } from './readValue';
import { blockText } from './scalars';
import { giveUp, Unusual } from './Unusual';

/** A document and where its values stand. */
export interface OrdinaryDocument {
  readonly value: unknown;
  readonly placed: Placed;
}

/** A collection that is being read, whose lines begin at a column. */
type Frame =
  | {
      readonly kind: 'object';
      readonly column: number;
      readonly members: Members;
      /** Its last key, as long as it has no value. */
      open: string | undefined;
    }
  | {
      readonly kind: 'list';
      readonly column: number;
      readonly value: unknown[];
      readonly places: Placed[];
      /** An item has begun. */
      open: boolean;
    };

/** The header of a text that fills the next lines. */
const BLOCK = /^[|>]/;

class OrdinaryReader {
  readonly #lexemes: Lexemes;
  readonly #frames: Frame[] = [];
  readonly #documents: OrdinaryDocument[] = [];
  #root: Found | undefined;
  #left: number;

  constructor(text: string, { words, documents }: ParseLimits) {
    this.#lexemes = new Lexemes(text, words);
    this.#left = documents;
  }

  read(): readonly OrdinaryDocument[] {
    let lexeme = this.#lexemes.next();
    while (lexeme !== undefined) {
      this.#readLine(lexeme);
      lexeme = this.#lexemes.next();
    }
    this.#endDocument();
    return this.#documents;
  }

  #readLine(first: string): void {
    const lexemes = this.#lexemes;
    let column = 0;
    let lexeme: string | undefined = first;
    if (lexeme[0] === ' ') {
      column = widthOf(lexeme);
      lexeme = lexemes.next();
    }
    switch (lexeme) {
      case undefined:
      case '\n':
        return;
      case DOCUMENT:
        return;
      case '---':
        this.#endDocument();
        lexemes.endLine(lexemes.next());
        return;
      case '-':
        this.#readItems(column);
        return;
      default:
        if (lexeme[0] === '#') {
          lexemes.endLine(lexemes.next());
        } else {
          this.#readContent(lexeme, column);
        }
    }
  }

  /** Reads a line that begins with a dash, or several. */
  #readItems(first: number): void {
    let column = first;
    let lexeme: string | undefined = '-';
    while (lexeme === '-') {
      this.#startItem(column);
      column += 1 + widthOf(this.#lexemes.next());
      lexeme = this.#lexemes.next();
    }
    this.#readContent(lexeme, column);
  }

  #readContent(lexeme: string | undefined, column: number): void {
    const lexemes = this.#lexemes;
    if (lexeme !== undefined && BLOCK.test(lexeme)) {
      this.#readBlock(lexeme, { isItem: true });
      return;
    }
    const found = readValue(lexeme, lexemes, this.#frames.length);
    const after = lexemes.next();
    if (after !== ':') {
      this.#give(found, { isItem: true });
      lexemes.endLine(after);
      return;
    }
    this.#startMember(keyOf(found, after), column, found.placed.at);
    this.#readMember();
  }

  /** Reads what stands behind a key and its colon. */
  #readMember(): void {
    const lexemes = this.#lexemes;
    let lexeme = lexemes.next();
    if (lexeme === '\n' || lexeme === undefined) {
      return;
    }
    widthOf(lexeme);
    lexeme = lexemes.next();
    if (lexeme === '\n' || lexeme === undefined) {
      return;
    }
    if (BLOCK.test(lexeme)) {
      this.#readBlock(lexeme);
      return;
    }
    if (lexeme[0] !== '#') {
      this.#give(readValue(lexeme, lexemes, this.#frames.length));
    }
    lexemes.endLine(lexemes.next());
  }

  #readBlock(header: string, { isItem = false } = {}): void {
    const lexemes = this.#lexemes;
    const { offset } = lexemes;
    const frame = this.#top() ?? giveUp();
    const isWhole = lexemes.next() === '\n' && lexemes.next() === SCALAR;
    const source = isWhole ? lexemes.text() : giveUp();
    const value = blockText(header, source, { offset, indent: frame.column });
    this.#give(
      { value, placed: { at: offset, isScalar: value !== '' } },
      { isItem },
    );
  }

  #top(): Frame | undefined {
    return this.#frames[this.#frames.length - 1];
  }

  #startMember(name: string, column: number, at: number): void {
    let frame = this.#closeBeyond(column);
    if (frame?.kind === 'list' && frame.column === column && !frame.open) {
      // items may stand at the column of their key
      this.#frames.pop();
      frame = this.#top();
    }
    if (frame?.kind !== 'object' || frame.column !== column) {
      const members = new Members();
      this.#start(
        { kind: 'object', column, members, open: undefined },
        { value: members.value, at, members: members.places },
      );
      frame = this.#top();
    }
    if (frame?.kind !== 'object') {
      giveUp();
    } else {
      this.#end(frame);
      frame.members.add(name, at);
      frame.open = name;
    }
  }

  #startItem(column: number): void {
    let frame = this.#closeBeyond(column);
    if (frame?.kind !== 'list' || frame.column !== column) {
      const value: unknown[] = [];
      const places: Placed[] = [];
      this.#start(
        { kind: 'list', column, value, places, open: false },
        { value, at: this.#lexemes.offset, members: places },
      );
      frame = this.#top();
    }
    if (frame?.kind !== 'list' || frame.open) {
      giveUp();
    } else {
      frame.open = true;
    }
  }

  /** Ends the collections whose lines begin further to the right. */
  #closeBeyond(column: number): Frame | undefined {
    let frame = this.#top();
    while (frame && frame.column > column) {
      this.#end(frame);
      this.#frames.pop();
      frame = this.#top();
    }
    return frame;
  }

  #end(frame: Frame): void {
    if (frame.open === undefined || frame.open === false) {
      return;
    }
    if (frame.kind === 'list') {
      giveUp();
    } else {
      frame.members.leave(frame.open);
    }
  }

  #start(
    frame: Frame,
    {
      value,
      at,
      members,
    }: { value: unknown; at: number; members: Placed['members'] },
  ): void {
    if (this.#frames.length >= LIMITS.depth) {
      giveUp();
    }
    if (this.#frames.length === 0 && frame.column > 0) {
      giveUp();
    }
    this.#give({ value, placed: { at, isScalar: false, members } });
    this.#frames.push(frame);
  }

  /** Gives a value to what waits for one; that of a key stands on the line of the key. */
  #give(found: Found, { isItem = false } = {}): void {
    const frame = this.#top();
    if (frame === undefined) {
      this.#root =
        this.#root || found.placed.members === undefined ? giveUp() : found;
    } else if (frame.kind === 'list') {
      frame.open = frame.open ? false : giveUp();
      frame.value.push(found.value);
      frame.places.push(found.placed);
    } else {
      const name = isItem ? giveUp() : frame.open ?? giveUp();
      frame.members.give(name, found.value, found.placed);
      frame.open = undefined;
    }
  }

  #endDocument(): void {
    this.#left -= 1;
    if (this.#left < 0) {
      giveUp();
    }
    this.#frames.forEach(frame => this.#end(frame));
    this.#frames.length = 0;
    if (this.#root) {
      this.#documents.push(this.#root);
    }
    this.#root = undefined;
  }
}

/**
 * Reads YAML as people write it straight from the lexemes of the library: objects, lists, texts and comments, without
 * anything that could be wrong or that takes a second thought. `undefined` for all else, such as anchors, tags, tabs, keys
 * that are given twice, and whatever is no YAML.
 */
export function readOrdinary(
  text: string,
  limits: ParseLimits,
): readonly OrdinaryDocument[] | undefined {
  if (text.includes('\r')) {
    return undefined;
  }
  try {
    return new OrdinaryReader(text, limits).read();
  } catch (error) {
    if (error instanceof Unusual) {
      return undefined;
    }
    throw error;
  }
}
