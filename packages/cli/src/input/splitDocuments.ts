/** Whole YAML documents of a file, and how many lines stand before them. */
export interface DocumentChunk {
  readonly text: string;
  readonly linesBefore: number;
}

const CHUNK_LENGTH = 64 * 1024;
const START = /^---(?=[ \t\r\n]|$)/gm;
const DIRECTIVE = /^%/m;

/**
 * A long file in pieces of some documents each, so that only one piece is in memory as objects. A line that begins
 * with `---` always begins a document: YAML allows it nowhere else. Directives belong to the document after them, so
 * a file that has some stays whole.
 */
export function* splitDocuments(text: string): Generator<DocumentChunk> {
  if (text.length <= CHUNK_LENGTH || DIRECTIVE.test(text)) {
    yield { text, linesBefore: 0 };
    return;
  }
  let from = 0;
  let linesBefore = 0;
  for (const { index } of text.matchAll(START)) {
    if (index - from >= CHUNK_LENGTH) {
      const chunk = text.slice(from, index);
      yield { text: chunk, linesBefore };
      linesBefore += countLines(chunk);
      from = index;
    }
  }
  yield { text: text.slice(from), linesBefore };
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
  }
  return lines;
}
