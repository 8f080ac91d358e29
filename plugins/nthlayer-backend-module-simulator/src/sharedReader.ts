import { CounterReader } from '@nthlayer/simulator';

/** One reader for all data sources: started when first asked for, and again after it could not be started. */
export interface SharedReader {
  get(): Promise<CounterReader>;
  close(): Promise<void>;
}

export function sharedReader(
  start: () => Promise<CounterReader>,
): SharedReader {
  let started: Promise<CounterReader> | undefined;
  return {
    get() {
      started ??= start().catch(error => {
        started = undefined;
        throw error;
      });
      return started;
    },
    async close() {
      await (await started)?.close();
    },
  };
}
