import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { FakeNthlayerApi, readyService } from '../__testUtils__';
import { nthlayerApiRef } from '../api';
import { useService } from './useService';

const target = { kind: 'component', namespace: 'default', name: 'a' };

/** Signals that the test sends. */
class FakeSignals implements SignalApi {
  readonly #listeners = new Map<string, (message: never) => void>();

  subscribe: SignalApi['subscribe'] = (channel, onMessage) => {
    this.#listeners.set(channel, onMessage);
    return { unsubscribe: () => this.#listeners.delete(channel) };
  };

  send(channel: string, message: object): void {
    this.#listeners.get(channel)?.(message as never);
  }
}

describe('useService', () => {
  it('loads at once when there are new statuses, and shows the old ones meanwhile', async () => {
    const api = new FakeNthlayerApi({ a: { service: () => readyService() } });
    const load = jest.spyOn(api, 'getService');
    const signals = new FakeSignals();
    const { result } = renderHook(() => useService(target), {
      wrapper: ({ children }: PropsWithChildren<{}>) => (
        <TestApiProvider
          apis={[
            [nthlayerApiRef, api],
            [signalApiRef, signals],
          ]}
        >
          {children}
        </TestApiProvider>
      ),
    });
    await waitFor(() => expect(result.current.value).toBeDefined());
    expect(load).toHaveBeenCalledTimes(1);
    act(() => signals.send('nthlayer:statuses', { evaluatedAtMs: 1 }));
    expect(result.current.value).toBeDefined();
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2), {
      timeout: 10_000,
    });
    act(() => signals.send('another', { evaluatedAtMs: 2 }));
    expect(load).toHaveBeenCalledTimes(2);
  });
});
