import { CST, Schema } from 'yaml';
import { giveUp } from './Unusual';

const { tags } = new Schema({ schema: 'core' });

/** What can be anything but a text begins with one of these. */
const MAY_BE_NO_TEXT = /^[-+.~0-9nNtTfF]/;
/** What no plain text may begin with. */
const FORBIDDEN_START = /^[\t,%@`|>]/;

/** The value of a word without quotes, as the library's core schema has it. */
export function plainValue(source: string, offset: number): unknown {
  if (source === '' || FORBIDDEN_START.test(source)) {
    return giveUp();
  }
  const text = source.includes('\n')
    ? resolved({ type: 'scalar', offset, indent: 0, source })
    : source;
  if (!MAY_BE_NO_TEXT.test(text)) {
    return text;
  }
  const tag = tags.find(each => each.default === true && each.test?.test(text));
  if (tag === undefined || tag.collection) {
    return text;
  }
  const value: unknown = tag.resolve(text, giveUp, {});
  return isScalarNode(value) ? value.value : value;
}

/** The text of a word in quotes. */
export function quotedText(source: string, offset: number): string {
  const type =
    source[0] === '"' ? 'double-quoted-scalar' : 'single-quoted-scalar';
  const inner = source.slice(1, -1);
  const isVerbatim =
    source.length > 1 && source.endsWith(source[0]) && !UNFINISHED.test(inner);
  return isVerbatim ? inner : resolved({ type, offset, indent: 0, source });
}

/** What may mean something else within quotes. */
const UNFINISHED = /[\\\n'"]/;

/** The text of a block scalar of a collection that stands at `indent`. */
export function blockText(
  header: string,
  source: string,
  { offset, indent }: { readonly offset: number; readonly indent: number },
): string {
  const after = offset + header.length;
  return resolved({
    type: 'block-scalar',
    offset,
    indent,
    props: [
      { type: 'block-scalar-header', offset, indent, source: header },
      { type: 'newline', offset: after, indent, source: '\n' },
    ],
    source,
  });
}

function resolved(token: CST.FlowScalar | CST.BlockScalar): string {
  return CST.resolveAsScalar(token, true, giveUp).value;
}

function isScalarNode(value: unknown): value is { readonly value: unknown } {
  return typeof value === 'object' && value !== null && 'value' in value;
}
