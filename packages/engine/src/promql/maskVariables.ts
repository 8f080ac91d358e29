import { placeholderAt, PlaceholderSyntax } from './placeholder';
import { STRING } from './token';

/** A text in which placeholders outside strings stand as names or numbers of the same length. */
export interface Masked {
  readonly masked: string;
  /** Where each placeholder outside strings begins, and its text. */
  readonly placeholders: ReadonlyMap<number, string>;
}

const NONE: ReadonlyMap<number, string> = new Map();
const MAY_HOLD = /\$|\[\[|\{\{|window/;
const PIECE = new RegExp(String.raw`${STRING}|#[^\n]*|\s+|[\w:.]+|[^]`, 'y');
const BLANK = /^[\s#]/;
/** What a length of time or a number follows. */
const BEFORE_NUMBER = /^(?:offset ?-?|@)$/i;

/** Writes placeholders so that they are read as what they stand for. */
export function maskVariables(
  text: string,
  syntax: PlaceholderSyntax | undefined,
): Masked {
  if (!syntax || !MAY_HOLD.test(text)) {
    return { masked: text, placeholders: NONE };
  }
  const placeholders = new Map<number, string>();
  const pieces: string[] = [];
  const open: string[] = [];
  let last = '';
  for (let index = 0; index < text.length; index += pieces.at(-1)!.length) {
    const variable = placeholderAt(text, index, syntax);
    if (variable) {
      const isNumber = open.at(-1) === '[' || BEFORE_NUMBER.test(last);
      placeholders.set(index, variable);
      pieces.push((isNumber ? '1' : '_').repeat(variable.length));
      last = '_';
      continue;
    }
    PIECE.lastIndex = index;
    const [piece] = PIECE.exec(text)!;
    pieces.push(piece);
    if ('([{'.includes(piece)) {
      open.push(piece);
    } else if (')]}'.includes(piece)) {
      open.pop();
    }
    if (!BLANK.test(piece)) {
      last = piece === '-' && /^offset$/i.test(last) ? 'offset -' : piece;
    }
  }
  return { masked: pieces.join(''), placeholders };
}
