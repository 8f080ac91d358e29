import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { selector } from './builders';
import { Expression } from './expression';
import { mapSelectors } from './mapSelectors';

/**
 * The same expression over fewer series: every vector selector must meet the matchers too. What a selector
 * already asks for is kept, so nothing that it refused comes in.
 *
 * @public
 */
export function addMatchers(
  expression: Expression,
  matchers: readonly Matcher[],
): Expression {
  return mapSelectors(expression, node => {
    const missing = matchers.filter(
      added =>
        !node.matchers.some(
          own =>
            own.label === added.label &&
            own.op === added.op &&
            own.value === added.value &&
            !own.placeholders &&
            !own.isPlaceholderLabel,
        ),
    );
    return selector(
      node.metric,
      [...node.matchers, ...missing],
      node.placeholders,
    );
  });
}
