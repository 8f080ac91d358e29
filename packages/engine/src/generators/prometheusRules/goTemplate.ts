import { Expression, print, quoteString } from '../../promql';

/** Text that a Go template shows as it is, whatever it holds. */
export function literal(text: string): string {
  return text.replaceAll('{', '{{"{"}}');
}

/** The alert's own value as a percentage. */
export const VALUE_PERCENTAGE = '{{ $value | humanizePercentage }}';

/**
 * The value of an expression at the time of the alert, for the alert's own group. Prometheus' templates cannot
 * calculate, but they can query.
 */
export function queried(
  expression: Expression,
  format: 'humanizePercentage' | 'humanizeDuration',
  groupBy: readonly string[],
): string {
  const sameGroup = groupBy.map(label => {
    const name = quoteString(label);
    return `(eq (label ${name} .) (index $labels ${name}))`;
  });
  const show = `{{ . | value | ${format} }}`;
  return [
    `{{ range query ${quoteString(print(expression))} }}`,
    sameGroup.length > 0 ? `{{ if and true ${sameGroup.join(' ')} }}` : '',
    show,
    sameGroup.length > 0 ? '{{ end }}' : '',
    '{{ end }}',
  ].join('');
}
