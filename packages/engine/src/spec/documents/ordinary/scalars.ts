import { CST, Schema } from 'yaml';
import { giveUp } from './Unusual';

const { tags } = new Schema({ schema: 'core' });

/** What may be anything but a text. */
const MAY_BE_NO_TEXT =
  /^(?:[-+.~0-9]|(?:[nN]ull|NULL|[tT]rue|TRUE|[fF]alse|FALSE)$)/;
const SHORT_NUMBER = /^\d{1,9}(?:\.\d{1,9})?$/;

/** The value of a word without quotes, as the library's core schema has it. */
export function plainValue(source: string, offset: number): unknown {
  const text = source.includes('\n')
    ? resolved({ type: 'scalar', offset, indent: 0, source })
    : source;
  if (!MAY_BE_NO_TEXT.test(text)) {
    return text;
  }
  if (SHORT_NUMBER.test(text)) {
    return Number(text);
  }
  const tag = tags.find(each => each.default === true && each.test?.test(text));
  if (tag === undefined || tag.collection) {
    return text;
  }
  const value: unknown = tag.resolve(text, giveUp, {});
  return isScalarNode(value) ? value.value : value;
}

/** What may mean something else within quotes. */
const NOT_VERBATIM = /[\\\n'"]/;

/** The text of a word with its quotes. */
export function quotedText(source: string, offset: number): string {
  const inner = source.slice(1, -1);
  if (!NOT_VERBATIM.test(inner)) {
    return inner;
  }
  const type =
    source[0] === '"' ? 'double-quoted-scalar' : 'single-quoted-scalar';
  return resolved({ type, offset, indent: 0, source });
}

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
