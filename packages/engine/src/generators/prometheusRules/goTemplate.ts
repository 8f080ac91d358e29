import { cleanNumber } from '../../promql/numberLiteral';

/** Text that a Go template shows as it is, whatever it holds. */
export function literal(text: string): string {
  return text.replaceAll('{', '{{"{"}}');
}

/** The alert's own value as a percentage. */
export const VALUE_PERCENTAGE = '{{ $value | humanizePercentage }}';

/** A ratio as a percentage. */
export function formatRatio(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))}%`;
}

/**
 * The alert's own value times or under a number. Prometheus' templates cannot calculate, but they can ask Prometheus
 * to.
 */
export function calculated(
  from: { readonly factor: number } | { readonly dividend: number },
  format: 'humanizePercentage' | 'humanizeDuration',
): string {
  const term =
    'factor' in from
      ? `%v * ${cleanNumber(from.factor)}`
      : `${cleanNumber(from.dividend)} / %v`;
  return `{{ printf "vector(${term})" $value | query | first | value | ${format} }}`;
}

/** A number that a template compares with a float: to it `1` is another type. */
function float(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** The first text whose percentage the alert's value reaches, highest percentage first; else the last text. */
export function chosenByPercent(
  choices: readonly { readonly percent: number; readonly text: string }[],
): string {
  const [first, ...others] = [...choices].sort((a, b) => b.percent - a.percent);
  const rest = others.filter(({ text }) => text !== first.text);
  if (rest.length === 0) {
    return first.text;
  }
  const last = others[others.length - 1];
  const tests = [first, ...others.slice(0, -1)].map(
    ({ percent, text }, index) =>
      `{{ ${index === 0 ? '' : 'else '}if ge $value ${float(
        percent / 100,
      )} }}${text}`,
  );
  return `${tests.join('')}{{ else }}${last.text}{{ end }}`;
}

/** The text for the value that a label has; the last one for any other. */
export function chosenByLabel(
  label: string,
  choices: readonly { readonly value: string; readonly text: string }[],
): string {
  const valuesOf = new Map<string, string[]>();
  for (const { value, text } of choices) {
    valuesOf.set(text, [...(valuesOf.get(text) ?? []), value]);
  }
  const texts = [...valuesOf];
  return texts
    .map(([text, values], index) => {
      const isLast = index === texts.length - 1;
      if (isLast) {
        return index === 0 ? text : `{{ else }}${text}{{ end }}`;
      }
      const wanted = values.map(value => JSON.stringify(value)).join(' ');
      const test = `if eq $labels.${label} ${wanted}`;
      return `{{ ${index === 0 ? '' : 'else '}${test} }}${text}`;
    })
    .join('');
}
