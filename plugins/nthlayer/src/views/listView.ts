import type { Polled } from '../hooks';
import { refreshFailure } from './refreshFailure';
import type { View } from './view';

/** What a part shows for a value that may turn out to hold nothing. */
export function listView<T>(
  polled: Polled<T>,
  empty: {
    readonly when: (value: T) => boolean;
    readonly title: string;
    readonly hint: string;
  },
): View<T> {
  const { value, error, retry } = polled;
  if (value === undefined) {
    return error ? { state: 'error', error, retry } : { state: 'loading' };
  }
  if (empty.when(value)) {
    return { state: 'empty', title: empty.title, hint: empty.hint };
  }
  return { state: 'ready', value, stale: refreshFailure(error) };
}
