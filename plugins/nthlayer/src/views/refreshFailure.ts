import type { StaleReason } from './view';

/** A value is shown, but its last refresh failed. */
export function refreshFailure(
  error: Error | undefined,
): readonly StaleReason[] {
  return error
    ? [
        {
          code: 'refresh-failed',
          title: 'The last refresh failed; what you see is older.',
          message: error.message,
        },
      ]
    : [];
}
