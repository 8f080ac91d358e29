import { act, renderHook, waitFor } from '@testing-library/react';
import { usePolled } from './usePolled';

function hidePage(hidden: boolean) {
  jest.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

const tick = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('usePolled', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const every = () => 1_000;

  it('loads, then refreshes', async () => {
    let count = 0;
    const load = jest.fn(async () => ++count);
    const { result } = renderHook(() =>
      usePolled({ key: 'a', load, intervalMs: every }),
    );
    expect(result.current.loading).toBe(true);
    await tick(0);
    expect(result.current).toMatchObject({ value: 1, loading: false });
    await tick(1_000);
    expect(result.current.value).toBe(2);
  });

  it('keeps the value beside a later error, and forgets the error when it works again', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('old')
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValueOnce('new');
    const { result } = renderHook(() =>
      usePolled({ key: 'a', load, intervalMs: every }),
    );
    await tick(0);
    await tick(1_000);
    expect(result.current).toMatchObject({
      value: 'old',
      error: { message: 'down' },
    });
    await tick(1_000);
    expect(result.current.value).toBe('new');
    expect(result.current.error).toBeUndefined();
  });

  it('asks nothing while the page is hidden, and at once when it is shown again', async () => {
    const load = jest.fn(async () => 'value');
    renderHook(() => usePolled({ key: 'a', load, intervalMs: every }));
    await tick(0);
    hidePage(true);
    await tick(60_000);
    expect(load).toHaveBeenCalledTimes(1);
    hidePage(false);
    await tick(0);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it.each([undefined, every])(
    'does not follow signals while the page is hidden, and loads once when it is shown again',
    async intervalMs => {
      const load = jest.fn(async () => 'value');
      const { result, rerender } = renderHook(
        ({ refreshOn }) => usePolled({ key: 'a', load, refreshOn, intervalMs }),
        { initialProps: { refreshOn: 1 } },
      );
      await tick(0);
      rerender({ refreshOn: 2 });
      await tick(0);
      expect(load).toHaveBeenCalledTimes(2);
      hidePage(true);
      rerender({ refreshOn: 3 });
      await tick(60_000);
      rerender({ refreshOn: 4 });
      await tick(60_000);
      expect(load).toHaveBeenCalledTimes(2);
      expect(result.current.value).toBe('value');
      hidePage(false);
      await tick(0);
      expect(load).toHaveBeenCalledTimes(3);
    },
  );

  it('loads the first value even while the page is hidden', async () => {
    hidePage(true);
    const load = jest.fn(async () => 'value');
    renderHook(() => usePolled({ key: 'a', load }));
    await tick(0);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('forgets the value of another key, even one that answers late', async () => {
    const answers: Record<string, (value: string) => void> = {};
    const { result, rerender } = renderHook(
      ({ key }) =>
        usePolled<string>({
          key,
          load: () =>
            new Promise(resolve => {
              answers[key] = resolve;
            }),
        }),
      { initialProps: { key: 'a' } },
    );
    rerender({ key: 'b' });
    await act(async () => answers.a('late'));
    expect(result.current.loading).toBe(true);
    await act(async () => answers.b('right'));
    expect(result.current.value).toBe('right');
  });

  it('tries again when asked', async () => {
    jest.useRealTimers();
    const load = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValueOnce('value');
    const { result } = renderHook(() => usePolled({ key: 'a', load }));
    await waitFor(() => expect(result.current.error).toBeDefined());
    act(() => result.current.retry());
    await waitFor(() => expect(result.current.value).toBe('value'));
    expect(result.current.error).toBeUndefined();
  });

  it('stops when it is unmounted', async () => {
    const load = jest.fn(async () => 'value');
    const { unmount } = renderHook(() =>
      usePolled({ key: 'a', load, intervalMs: every }),
    );
    await tick(0);
    unmount();
    await tick(60_000);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
