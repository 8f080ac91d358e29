import type {
  PortfolioFilterOptions,
  PortfolioItemDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import type { Polled } from '../hooks';
import { listView } from './listView';
import type { View } from './view';

export type BudgetStateDto = PortfolioItemDto['state'];
export type TierDto = PortfolioItemDto['tier'];

export const TIERS: readonly TierDto[] = [
  'critical',
  'high',
  'standard',
  'low',
];

/** In the order of the page, trouble first. */
export const STATES: readonly BudgetStateDto[] = [
  'exhausted',
  'burning',
  'unknown',
  'healthy',
  'no-traffic',
];

/** What the page shows for a list of services, or for what they come to. */
export function portfolioView<T extends { readonly items: readonly unknown[] }>(
  polled: Polled<T>,
  filter: PortfolioFilterOptions,
): View<T> {
  const view = listView(polled, {
    when: ({ items }) => items.length === 0,
    title: 'No service matches these filters',
    hint: 'Clear a filter to see more.',
  });
  const filtered = Object.values(filter).some(value => value !== undefined);
  return view.state === 'empty' && !filtered
    ? { state: 'nothing-set-up' }
    : view;
}
