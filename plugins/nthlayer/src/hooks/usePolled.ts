import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

/** What is known of a remote value. A failed refresh keeps the last value beside the error. */
export interface Polled<T> {
  readonly value?: T;
  readonly error?: Error;
  /** Nothing has been answered yet. */
  readonly loading: boolean;
  readonly retry: () => void;
}

export interface PollOptions<T> {
  /** Names what is loaded; another key forgets the old value. */
  readonly key: string;
  readonly load: () => Promise<T>;
  /** Loads when it changes, and keeps what is shown meanwhile; on a hidden page when it is shown again. */
  readonly refreshOn?: number;
  /** Milliseconds until the next load, judged by the last value; `undefined` stops. */
  readonly intervalMs?: (value: T | undefined) => number | undefined;
}

interface Answer<T> {
  readonly key: string;
  readonly value?: T;
  readonly error?: Error;
}

/**
 * Loads a value and refreshes it while the page is visible. A hidden page asks for nothing; one that is shown again
 * asks at once.
 */
export function usePolled<T>(options: PollOptions<T>): Polled<T> {
  const { key, refreshOn } = options;
  const [answer, setAnswer] = useState<Answer<T>>({ key });
  const [attempt, setAttempt] = useState(0);
  const current: Answer<T> = answer.key === key ? answer : { key };
  const { value, error } = current;
  const latest = useRef({ options, value });
  latest.current = { options, value };

  useEffect(() => {
    const update = (next: { value: T } | { error: Error }) =>
      setAnswer(last =>
        'value' in next || last.key !== key
          ? { key, ...next }
          : { ...last, ...next },
      );
    return poll({
      load: () => latest.current.options.load(),
      intervalMs: last => latest.current.options.intervalMs?.(last),
      canWait: latest.current.value !== undefined,
      update,
    });
  }, [key, attempt, refreshOn]);

  const retry = useCallback(() => {
    setAnswer(last => ({ key: last.key, value: last.value }));
    setAttempt(count => count + 1);
  }, []);
  return { value, error, retry, loading: !value && !error };
}

interface PollLoop<T> {
  load(): Promise<T>;
  intervalMs(value: T | undefined): number | undefined;
  update(next: { value: T } | { error: Error }): void;
  /** Something is shown already. */
  readonly canWait: boolean;
}

function poll<T>(loop: PollLoop<T>): () => void {
  let stopped = false;
  let running = false;
  let isDue = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: T | undefined;

  async function run() {
    running = true;
    isDue = false;
    try {
      const value = await loop.load();
      last = value;
      if (!stopped) loop.update({ value });
    } catch (error) {
      if (!stopped) loop.update({ error: toError(error) });
    }
    running = false;
    schedule();
  }

  function schedule() {
    clearTimeout(timer);
    const delay = loop.intervalMs(last);
    if (!stopped && !document.hidden && delay !== undefined) {
      timer = setTimeout(() => void run(), delay);
    }
  }

  function onVisibility() {
    clearTimeout(timer);
    const isWanted = isDue || loop.intervalMs(last) !== undefined;
    if (!document.hidden && !running && isWanted) {
      void run();
    }
  }

  document.addEventListener('visibilitychange', onVisibility);
  if (!document.hidden || !loop.canWait) {
    void run();
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
