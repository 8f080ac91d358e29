/** A document of a file, or a short file, and how many lines stand before it. */
export interface DocumentChunk {
  readonly text: string;
  readonly linesBefore: number;
}

/** Below this, splitting is not worth it. */
const SHORT_LENGTH = 16 * 1024;
const START = /^---(?=[ \t\r\n]|$)/gm;
const DIRECTIVE = /^%/m;

/**
 * A long file document by document, so that the objects of one are in memory at a time, and die young. A line that
 * begins with `---` always begins a document: YAML allows it nowhere else. Directives belong to the document after
 * them, so a file that has some stays whole.
 */
export function* splitDocuments(text: string): Generator<DocumentChunk> {
  if (text.length <= SHORT_LENGTH || DIRECTIVE.test(text)) {
    yield { text, linesBefore: 0 };
    return;
  }
  let from = 0;
  let linesBefore = 0;
  for (const { index } of text.matchAll(START)) {
    if (index > from) {
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
