/**
 * A Grafana variable or macro inside a text, e.g. `$job` in `api-$job`.
 *
 * @public
 */
export interface Placeholder {
  /** Where it begins in the text that holds it. */
  readonly at: number;
  /** As written: `$job`, `${job:regex}`, `[[job]]`. */
  readonly text: string;
}

/**
 * A length of time that is known later only, e.g. `$__rate_interval` or `${hours}h`.
 *
 * @public
 */
export interface DurationPlaceholder {
  readonly placeholder: string;
}

/**
 * A length of time in milliseconds, or what stands for one.
 *
 * @public
 */
export type DurationValue = number | DurationPlaceholder;

/**
 * Which placeholders a text may hold beside PromQL: Grafana's variables; or those of SLO documents, which are
 * Grafana's, `{{.window}}` and a bare `[window]`.
 *
 * @public
 */
export type PlaceholderSyntax = 'grafana' | 'slo';

/** Names begin with a letter, so that `$1` stays a group of label_replace. */
const GRAFANA = [
  String.raw`\$[A-Za-z_]\w*`,
  String.raw`\$\{[A-Za-z_]\w*(?:\.[\w.-]+)?(?::\w+(?::[\w.:/ -]+)?)?\}`,
  String.raw`\[\[[A-Za-z_]\w*(?::\w+)?\]\]`,
].join('|');
const WINDOW = String.raw`\{\{-?\s*\.?[A-Za-z_][\w.]*\s*-?\}\}|(?<=\[\s*)window(?=\s*\])`;

const OUTSIDE: Readonly<Record<PlaceholderSyntax, RegExp>> = {
  grafana: new RegExp(GRAFANA, 'y'),
  slo: new RegExp(`${GRAFANA}|${WINDOW}`, 'y'),
};

const ANYWHERE = new RegExp(GRAFANA, 'g');

/** The placeholder that begins at an index outside of any string, if one does. */
export function placeholderAt(
  text: string,
  index: number,
  syntax: PlaceholderSyntax,
): string | undefined {
  const expression = OUTSIDE[syntax];
  expression.lastIndex = index;
  return expression.exec(text)?.[0];
}

/** The placeholders of a text, each with its place. */
export function placeholdersOf(text: string): Placeholder[] {
  return text.includes('$') || text.includes('[[')
    ? Array.from(text.matchAll(ANYWHERE), match => ({
        at: match.index,
        text: match[0],
      }))
    : [];
}

/** The text with every placeholder replaced by as many underscores. */
export function maskPlaceholders(
  text: string,
  placeholders: readonly Placeholder[],
): string {
  return placeholders.reduce(
    (masked, { at, text: own }) =>
      masked.slice(0, at) +
      '_'.repeat(own.length) +
      masked.slice(at + own.length),
    text,
  );
}
