import { retryAfterMs } from './retryAfter';

const NOW = Date.UTC(2026, 2, 10, 12, 0, 0);

describe('retryAfterMs', () => {
  it.each([
    ['7', 7_000],
    [' 0 ', 0],
    ['Tue, 10 Mar 2026 12:00:20 GMT', 20_000],
    ['Tue, 10 Mar 2026 11:00:00 GMT', 0],
    ['999999999999', 300_000],
    ['9'.repeat(400), 300_000],
    ['', undefined],
    [null, undefined],
    ['-5', undefined],
    ['soon', undefined],
  ])('reads %j', (header, waitMs) => {
    expect(retryAfterMs(header, NOW)).toBe(waitMs);
  });
});
