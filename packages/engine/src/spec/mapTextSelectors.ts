import { Selector } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parse, print, selector } from '../promql';
import { mapSelectors } from '../promql/mapSelectors';

/** The same PromQL with every selector replaced; one without a metric has an empty one. */
export function mapTextSelectors(
  text: string,
  change: (selector: Selector) => Selector,
): string {
  const { expression } = parse(text, { placeholders: 'slo' });
  if (!expression) {
    return text; // it has been parsed before it became an SLI
  }
  return print(
    mapSelectors(expression, ({ metric = '', matchers, placeholders }) => {
      const changed = change({ metric, matchers });
      return selector(
        changed.metric || undefined,
        changed.matchers,
        changed.metric === metric ? placeholders : undefined,
      );
    }),
  );
}
