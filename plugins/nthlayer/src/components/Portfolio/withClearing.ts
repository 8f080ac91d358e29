import type { PortfolioParameters } from '../../hooks';
import type { View } from '../../views';

/** An address that somebody shared may hold a filter that the backend does not take. */
export function withClearing<T>(
  view: View<T>,
  { clear }: PortfolioParameters,
): View<T> {
  return view.state === 'error'
    ? { ...view, wayOut: { label: 'Clear the filters', act: clear } }
    : view;
}
