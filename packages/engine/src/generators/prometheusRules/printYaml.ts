import { wellFormed } from '../../promql/stringLiteral';

/** What a YAML file is made of. */
export type YamlValue =
  | string
  | number
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined };

/** Text on one line that begins with a letter or a parenthesis. */
const PLAIN = /^[A-Za-z(][\x20-\x7e\p{L}\p{N}\p{P}\p{S}]*$/u;
const DURATION = /^[1-9]\d*[smhd]$/;
/** What YAML gives a meaning to inside of it. */
const MEANT = /: |:$| #| $/;
/** Words that some reader takes for a truth value, nothing or a number. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|e[-+]?\d+)$/i;
const PRINTABLE = /^[\x20-\x7e\p{L}\p{N}\p{P}\p{S}]+$/u;

/** A text that every reader reads as that text. */
function printText(text: string): string {
  const isPlain = PLAIN.test(text) && !MEANT.test(text) && !WORD.test(text);
  if (isPlain || DURATION.test(text)) {
    return text;
  }
  return PRINTABLE.test(text)
    ? `'${text.replaceAll("'", "''")}'`
    : printEscaped(text);
}

/** JSON's escapes are YAML's; what JSON leaves as it is and YAML does not print is escaped as well. */
function printEscaped(text: string): string {
  return JSON.stringify(wellFormed(text)).replace(
    /[^\x20-\x7e]/gu,
    character => {
      const code = character.codePointAt(0) ?? 0;
      return `\\U${code.toString(16).padStart(8, '0')}`;
    },
  );
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function printEntry(value: YamlValue, indent: string): string {
  if (typeof value === 'string') {
    return ` ${printText(value)}\n`;
  }
  if (typeof value === 'number') {
    return ` ${String(value)}\n`;
  }
  if (isList(value)) {
    return value.length === 0 ? ' []\n' : `\n${printList(value, indent)}`;
  }
  const map = printMap(value, indent);
  return map === '' ? ' {}\n' : `\n${map}`;
}

function printMap(
  map: { readonly [key: string]: YamlValue | undefined },
  indent: string,
): string {
  let text = '';
  for (const [key, value] of Object.entries(map)) {
    if (value !== undefined) {
      text += `${indent}${printText(key)}:${printEntry(value, `${indent}  `)}`;
    }
  }
  return text;
}

/** An item that is a map begins on the line of its dash. */
function printList(list: readonly YamlValue[], indent: string): string {
  return list
    .map(item => {
      const entry = printEntry(item, `${indent}  `);
      const body = entry.startsWith('\n')
        ? ` ${entry.slice(1 + indent.length + 2)}`
        : entry;
      return `${indent}-${body}`;
    })
    .join('');
}

/**
 * One YAML document with a comment on top. Written here because rule files are large and simple: this takes a tenth
 * of the time of a printer of all of YAML. Long lines stay whole, so that the bytes never depend on a width.
 */
export function printYaml(
  content: { readonly [key: string]: YamlValue | undefined },
  comment: string,
): string {
  return `# ${comment}\n\n${printMap(content, '')}`;
}
