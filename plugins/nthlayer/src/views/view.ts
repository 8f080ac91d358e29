import type { NotSetUpServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Why what is shown may be out of date. */
export interface StaleReason {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly sinceMs?: number;
}

/** What a part of the tab has to show; the five states and the normal one. */
export type View<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'empty'; readonly title: string; readonly hint: string }
  | { readonly state: 'not-set-up'; readonly service: NotSetUpServiceDto }
  /** Not set up, where there is no one component that it is said of. */
  | { readonly state: 'nothing-set-up' }
  | {
      readonly state: 'error';
      readonly error: Error;
      readonly retry: () => void;
      /** What else may help. */
      readonly wayOut?: { readonly label: string; act(): void };
    }
  | {
      readonly state: 'ready';
      readonly value: T;
      /** Empty when the value is fresh. */
      readonly stale: readonly StaleReason[];
    };
