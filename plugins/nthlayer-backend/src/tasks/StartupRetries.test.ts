import { StartupRetries } from './StartupRetries';

describe('StartupRetries', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks again, but not for ever', () => {
    const retry = jest.fn(async () => retries.cameTooEarly());
    const retries = StartupRetries.create({ retry });
    retries.cameTooEarly();
    expect(retry).not.toHaveBeenCalled();
    jest.advanceTimersByTime(3000);
    expect(retry).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(600_000);
    expect(retry).toHaveBeenCalledTimes(10);
  });

  it('is quiet once there was something to do', () => {
    const retry = jest.fn(async () => {});
    const retries = StartupRetries.create({ retry });
    retries.succeeded();
    retries.cameTooEarly();
    jest.advanceTimersByTime(60_000);
    expect(retry).not.toHaveBeenCalled();
  });
});
