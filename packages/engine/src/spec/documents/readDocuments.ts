import { quote } from '../diagnostics';
import { documentsOf, DocumentsResult } from './documentsOf';
import { LIMITS, longestOf } from './limits';
import { lineIndex } from './lineIndex';
import { locatePlaced } from './ordinary/Placed';
import { readOrdinary } from './ordinary/readOrdinary';
import { ParseLimits, TextProblem } from './parseYaml';
import { readYaml, toDiagnostic } from './readYaml';
import { SourceFile } from './sourceDocument';

/**
 * Reads YAML or JSON: one document, several, or a list of them. Refused before it is parsed: more than 256 KB (4 MB
 * for files of catalog entities), control characters. Refused before it is built: depth over 32, more than 100
 * aliases, more than 2,000 keys of one object. Keys that are given twice are dropped. Never throws.
 *
 * @public
 */
export function readDocuments(file: SourceFile): DocumentsResult {
  return readLimited(file, longestOf(file.text));
}

/** The same for a file that is a spec, whatever it says it is. */
export function readSpecDocuments(file: SourceFile): DocumentsResult {
  return readLimited(file, LIMITS.specBytes);
}

function readLimited(file: SourceFile, longest: number): DocumentsResult {
  const text = withoutMark(file.text);
  const positionAt = lineIndex(file.path, text);
  const refused = checkText(text, longest);
  if (refused) {
    return { documents: [], diagnostics: [toDiagnostic(refused, positionAt)] };
  }
  const limits = limitsOf(longest);
  const ordinary = readOrdinary(text, limits);
  if (ordinary && 'code' in ordinary) {
    return { documents: [], diagnostics: [toDiagnostic(ordinary, positionAt)] };
  }
  if (ordinary) {
    return {
      documents: ordinary.flatMap(({ value, placed }) =>
        documentsOf(file.path, value, locatePlaced(placed, positionAt)),
      ),
      diagnostics: [],
    };
  }
  return readYaml(file.path, text, limits, positionAt);
}

/** Files of entities may hold as many as fit into them. */
function limitsOf(longest: number): ParseLimits {
  return longest === LIMITS.specBytes
    ? LIMITS
    : { words: longest, documents: longest };
}

/** Some editors put a byte order mark before the first line; it takes no column. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Control characters without tab, line feed, carriage return and next line; halves of surrogate pairs. */
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|\p{Cs}/u;

/** A character takes at most three bytes for each of its units, so that most texts need not be measured. */
function isLongerThan(longest: number, text: string): boolean {
  return (
    text.length > longest ||
    (text.length * 3 > longest && Buffer.byteLength(text, 'utf8') > longest)
  );
}

function checkText(text: string, longest: number): TextProblem | undefined {
  if (isLongerThan(longest, text)) {
    return {
      code: 'file-too-large',
      offset: 0,
      summary: `The file is larger than ${longest / 1024} KB.`,
      detail: 'It is not read. Split it.',
    };
  }
  const offset = text.search(FORBIDDEN);
  return offset === -1
    ? undefined
    : {
        code: 'control-character',
        offset,
        summary: `The character ${quote(
          text.charAt(offset),
        )} is not allowed in YAML.`,
        detail: 'The file is not read. Remove the character.',
      };
}
