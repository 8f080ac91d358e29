import {
  AskedToWait,
  PrometheusProblem,
  QueryTimedOut,
} from '../prometheusProblem';
import { PrometheusRetryOptions, Resilience } from './Resilience';

const quick: PrometheusRetryOptions = { firstDelayMs: 1, breakMs: 60_000 };
const down = new PrometheusProblem('unreachable', 'The connection failed');

/** Fails as told, one failure a call, then answers; and counts the calls. */
function server(...failures: Error[]) {
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    ask: async () => {
      const failure = failures[calls];
      calls += 1;
      if (failure) {
        throw failure;
      }
      return 'answer';
    },
  };
}

async function outcomeOf(asking: Promise<string>): Promise<string> {
  return asking.catch(error =>
    error instanceof PrometheusProblem ? error.problem.code : String(error),
  );
}

function tooMany(waitMs?: number) {
  return new AskedToWait({ code: 'rate-limited', message: 'Slow' }, waitMs);
}

describe('Resilience', () => {
  it.each<[string, Error[], string, number]>([
    ['nothing', [], 'answer', 1],
    ['a broken connection', [down], 'answer', 2],
    ['two of them', [down, down], 'answer', 3],
    ['a server that stays away', [down, down, down], 'unreachable', 3],
    ['too many requests', [tooMany(), tooMany(5)], 'answer', 3],
    ['a wish for a long pause', [tooMany(20_000)], 'rate-limited', 1],
    ['a heavy query', [new QueryTimedOut('Slow')], 'timeout', 1],
    ['no answer', [new PrometheusProblem('timeout', 'None')], 'timeout', 1],
    ['a refusal', [new PrometheusProblem('refused', 'No')], 'refused', 1],
    ['a mistake of ours', [new TypeError('x')], 'TypeError: x', 1],
  ])('after %s asks as often as helps', async (_, failures, want, calls) => {
    const remote = server(...failures);
    const resilience = Resilience.create(quick);
    expect(await outcomeOf(resilience.run(remote.ask))).toBe(want);
    expect(remote.calls).toBe(calls);
  });

  it('leaves a server alone that does not answer, and says why', async () => {
    const resilience = Resilience.create({ ...quick, retries: 0 });
    const remote = server(...Array<Error>(9).fill(down));
    for (let asked = 0; asked < 5; asked++) {
      expect(resilience.breaker).toBe('closed');
      await outcomeOf(resilience.run(remote.ask));
    }
    expect(resilience.breaker).toBe('open');
    await expect(resilience.run(remote.ask)).rejects.toMatchObject({
      problem: {
        code: 'unreachable',
        message: expect.stringContaining('The connection failed; '),
      },
    });
    expect(remote.calls).toBe(5);
  });

  it('tries one request after the pause, for all that wait', async () => {
    const options = { ...quick, retries: 0, failuresToBreak: 1, breakMs: 1 };
    const resilience = Resilience.create(options);
    const remote = server(down);
    await outcomeOf(resilience.run(remote.ask));
    await expect(waitUntilTried(resilience, remote.ask)).resolves.toBe(
      'answer',
    );
    expect(resilience.breaker).toBe('closed');
  });

  it('is not broken by a server that answers, whatever it says', async () => {
    const resilience = Resilience.create({ ...quick, retries: 0 });
    const refusals = [
      new PrometheusProblem('query-failed', 'No'),
      new PrometheusProblem('bad-reply', 'No'),
      new QueryTimedOut('Slow'),
      tooMany(),
      new AskedToWait({ code: 'unreachable', message: 'Busy' }, 1),
    ];
    const remote = server(...refusals, ...refusals);
    while (remote.calls < 10) {
      await outcomeOf(resilience.run(remote.ask));
    }
    expect(resilience.breaker).toBe('closed');
  });

  it('makes a pause that one request was asked for hold for the others', async () => {
    const resilience = Resilience.create(quick);
    const remote = server(tooMany(20_000));
    await outcomeOf(resilience.run(remote.ask));
    expect(await outcomeOf(resilience.run(remote.ask))).toBe('rate-limited');
    expect(remote.calls).toBe(1);
  });

  it('ends a pause between repetitions with the signal', async () => {
    const resilience = Resilience.create({ firstDelayMs: 3_600_000 });
    const remote = server(down);
    const caller = new AbortController();
    const asking = outcomeOf(
      resilience.run(remote.ask, { signal: caller.signal }),
    );
    setImmediate(() => caller.abort());
    expect(await asking).toBe('timeout');
    expect(remote.calls).toBe(1);
  });

  it('asks once where that is wanted', async () => {
    const resilience = Resilience.create(quick);
    const remote = server(down);
    const asking = resilience.run(remote.ask, { once: true });
    expect(await outcomeOf(asking)).toBe('unreachable');
    expect(remote.calls).toBe(1);
  });
});

/** The breaker's clock is the system's: until its pause is over nothing is sent. */
async function waitUntilTried(
  resilience: Resilience,
  ask: () => Promise<string>,
): Promise<string> {
  for (;;) {
    const outcome = await outcomeOf(resilience.run(ask));
    if (outcome !== 'unreachable') {
      return outcome;
    }
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
}
