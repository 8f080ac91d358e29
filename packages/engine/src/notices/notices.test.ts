import {
  BudgetStatus,
  BurnRate,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import * as fc from 'fast-check';
import { AlertPair } from '../alerting';
import { budgetNotice, NoticeFacts } from './budgetNotice';
import { burnOnset } from './burnOnset';
import { burnWindowsOf } from './burnWindows';
import { countText, durationText, percentText } from './figures';
import {
  isHeld,
  NoticeLevel,
  NoticeRules,
  reachedLevels,
} from './noticeLevels';
import { plainText } from './plainText';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const pair: AlertPair = {
  burn: 'page-fast',
  severity: 'critical',
  longMs: HOUR_MS,
  shortMs: 5 * MINUTE_MS,
  budgetShare: 0.02,
  factor: 14.4,
  threshold: 0.0144,
  minBadEvents: 3,
};
const rules: NoticeRules = {
  pairs: [pair],
  thresholds: [75, 85, 95],
  noData: 'ignore',
};

function burnOf(
  windowMs: number,
  rate: number | null,
  bad: number = 100,
): BurnRate {
  const sums = { bad, total: 4000, knownTiles: 60, expectedTiles: 60 };
  return { windowMs, rate, sums };
}

function statusOf(
  consumed: number | null,
  burn: readonly BurnRate[] = [],
): BudgetStatus {
  return {
    state: 'burning',
    stale: false,
    objective: 0.999,
    method: 'Occurrences',
    window: {
      startMs: 0,
      endMs: 30 * DAY_MS,
      lengthMs: 30 * DAY_MS,
      budgetMs: 30 * DAY_MS,
      resolutionMs: HOUR_MS,
    },
    sli: 0.9991,
    sums: {
      bad: 1234,
      total: 1_420_000,
      knownTiles: 43_200,
      expectedTiles: 43_200,
    },
    coverage: 1,
    budgetEvents: 1420,
    consumed,
    remaining: consumed === null ? null : 1 - consumed,
    remainingMs: consumed === null ? null : (1 - consumed) * 30 * DAY_MS,
    burn,
    forecast: [],
    newestTileMs: 30 * DAY_MS,
    evaluatedAtMs: 30 * DAY_MS,
  };
}

describe('burnWindowsOf', () => {
  it('is what is shown and both windows of every alert, each once', () => {
    expect(burnWindowsOf([pair]).map(ms => ms / MINUTE_MS)).toEqual([
      60, 360, 1440, 4320, 5,
    ]);
  });
});

describe('reachedLevels', () => {
  it.each<[number | null, NoticeLevel[]]>([
    [null, []],
    [0.7499, []],
    [0.75, ['budget-75']],
    [0.9, ['budget-85', 'budget-75']],
    [7, ['budget-95', 'budget-85', 'budget-75']],
  ])('of a budget of which %s is spent are %j', (consumed, levels) => {
    expect(reachedLevels(statusOf(consumed), rules)).toEqual(levels);
  });

  it.each<[string, number | null, number | null, number, boolean]>([
    ['both windows', 15, 20, 100, true],
    ['only the long one', 15, 1, 100, false],
    ['only the short one', 1, 20, 100, false],
    ['too few bad events', 15, 20, 2, false],
    ['just the factor', 14.4, 20, 100, false],
    ['nothing known', null, null, 100, false],
  ])('of a burn: %s', (_what, long, short, bad, expected) => {
    const status = statusOf(0, [
      burnOf(HOUR_MS, long, bad),
      burnOf(5 * MINUTE_MS, short, bad),
    ]);
    expect(reachedLevels(status, rules)).toEqual(expected ? ['page-fast'] : []);
  });
});

describe('a burn of which a part is not known', () => {
  const known = (share: number, windowMs: number, rate: number): BurnRate => {
    const burn = burnOf(windowMs, rate);
    return { ...burn, sums: { ...burn.sums, knownTiles: 60 * share } };
  };

  it.each<[string, number, number, Partial<NoticeRules>, boolean]>([
    ['half of an outage', 0.5, 1000, {}, true],
    [
      'the newest sixth of what may have been good before',
      1 / 6,
      80,
      {},
      false,
    ],
    ['the newest sixth, enough for all of it', 1 / 6, 90, {}, true],
    [
      'missing data that are good count already',
      1 / 6,
      20,
      { noData: 'good' },
      true,
    ],
    [
      'missing data that are bad count already',
      1 / 6,
      20,
      { noData: 'bad' },
      true,
    ],
  ])('%s', (_, share, rate, changes, expected) => {
    const status = statusOf(0, [
      known(share, HOUR_MS, rate),
      burnOf(5 * MINUTE_MS, 1000),
    ]);
    const reached = reachedLevels(status, { ...rules, ...changes });
    expect(reached).toEqual(expected ? ['page-fast'] : []);
  });

  it('counts for slices of time already', () => {
    const burn = [known(0.5, HOUR_MS, 20), burnOf(5 * MINUTE_MS, 20)];
    const status = { ...statusOf(0, burn), method: 'Timeslices' as const };
    expect(reachedLevels(status, rules)).toEqual(['page-fast']);
  });
});

describe('isHeld', () => {
  it.each<[NoticeLevel, number | null, number | null, boolean]>([
    ['budget-75', 0.74, 0, true],
    ['budget-75', 0.729, 0, false],
    ['budget-75', null, 0, true],
    ['page-fast', 0, 14.5, true],
    ['page-fast', 0, 14, false],
    ['page-fast', 0, null, true],
    ['page-slow', 0, 100, false],
  ])('%s at %s spent and a burn of %s: %s', (level, consumed, rate, held) => {
    const status = statusOf(consumed, [burnOf(HOUR_MS, rate)]);
    expect(isHeld(level, status, [pair])).toBe(held);
  });

  it('holds whatever has just been reached', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (consumed, long, short) => {
          const status = statusOf(consumed, [
            burnOf(HOUR_MS, long),
            burnOf(5 * MINUTE_MS, short),
          ]);
          reachedLevels(status, rules).forEach(level =>
            expect(isHeld(level, status, [pair])).toBe(true),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

const facts: NoticeFacts = {
  level: 'budget-85',
  service: 'payment-api',
  slo: 'Availability',
  environment: 'production',
  labels: { region: 'eu' },
  status: statusOf(0.869, [
    burnOf(5 * MINUTE_MS, 40, 50),
    burnOf(HOUR_MS, 30, 120),
    burnOf(6 * HOUR_MS, 5, 130),
    burnOf(DAY_MS, 0.9, 130),
  ]),
  thresholds: [75, 85, 95],
  dependencies: [
    { name: 'orders-db', state: 'exhausted' },
    { name: 'cache', state: 'healthy' },
    { name: 'cart-api', state: 'burning' },
  ],
};

describe('burnOnset', () => {
  const windowsMs = [5, 30, 60, 120, 360, 1440, 4320].map(n => n * MINUTE_MS);
  const perMinute = 1000;

  /** Burn windows of minutes, the newest first. */
  function windowsOf(badOf: (minutesAgo: number) => number): BurnRate[] {
    let minutes = 0;
    let bad = 0;
    return windowsMs.map(windowMs => {
      for (; minutes < windowMs / MINUTE_MS; minutes += 1) {
        bad += badOf(minutes);
      }
      const total = minutes * perMinute;
      const sums = { bad, total, knownTiles: minutes, expectedTiles: minutes };
      return { windowMs, rate: bad / total / 0.001, sums };
    });
  }

  const onsetOf = (badOf: (minutesAgo: number) => number) =>
    burnOnset({ objective: 0.999, burn: windowsOf(badOf) });

  it.each<[string, (minutesAgo: number) => number, object | undefined]>([
    [
      'a total outage of two minutes, over every window more than allowed',
      ago => (ago < 2 ? perMinute : 0),
      { leastMs: 0, mostMs: 5 * MINUTE_MS },
    ],
    [
      'an outage that is over',
      ago => (ago >= 40 && ago < 50 ? perMinute : 0),
      { leastMs: 30 * MINUTE_MS, mostMs: HOUR_MS },
    ],
    ['a burn of many days', () => 2, { leastMs: DAY_MS }],
    ['what is allowed', () => 1, undefined],
    ['nothing bad', () => 0, undefined],
  ])('of %s', (_, badOf, onset) => {
    expect(onsetOf(badOf)).toEqual(onset);
  });

  it('holds the minute in which an unbroken burn began', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4320 }),
        fc.integer({ min: 2, max: perMinute }),
        fc.integer({ min: 0, max: 1 }),
        (minutes, bad, before) => {
          const [shortest] = windowsMs.map(ms => ms / MINUTE_MS);
          // less than that is within what is allowed, even of the shortest window
          fc.pre(Math.min(minutes, shortest) * bad > shortest);
          const onset = onsetOf(ago => (ago < minutes ? bad : before));
          expect(onset!.leastMs).toBeLessThanOrEqual(minutes * MINUTE_MS);
          expect(onset!.mostMs ?? Infinity).toBeGreaterThanOrEqual(
            minutes * MINUTE_MS,
          );
        },
      ),
    );
  });

  it('is not told of one window alone', () => {
    const burn = [burnOf(HOUR_MS, 30)];
    expect(burnOnset({ objective: 0.999, burn })).toBeUndefined();
  });
});

describe('budgetNotice', () => {
  it('tells which, since when, how much, what next and what else', () => {
    expect(budgetNotice(facts)).toEqual({
      title: 'payment-api: Availability has spent 86.9 % of its error budget',
      description: [
        'Environment production, region eu; budget-85.',
        '86.9 % of the budget of 30 d is spent: 1,234 bad events where 99.9 % of 1,420,000 must be good and 1,420 may be bad; 3 d 22 h of it are left.',
        'It began to burn faster than allowed between 6 h and 1 h ago; over the last hour 120 of 4,000 were bad, 30 times the allowed rate.',
        'At this rate 95 % are spent in 1 h 56 min.',
        'Its dependencies burn too: orders-db (exhausted), cart-api (burning).',
      ].join(' '),
    });
  });

  it('tells a burn by its rate, and an overspent budget as such', () => {
    const status = {
      ...statusOf(1.5, [burnOf(HOUR_MS, 15.2)]),
      sums: { ...facts.status.sums, excludedTiles: 120 },
    };
    const { title, description } = budgetNotice({
      ...facts,
      level: 'page-fast',
      labels: {},
      status,
      dependencies: [],
    });
    expect(title).toBe(
      'payment-api: Availability burns its error budget 15 times too fast',
    );
    expect(description).toContain('it is overspent by 15 d');
    expect(description).not.toContain('At this rate');
    expect(description).toContain('2 h are excluded.');
  });

  it('tells what is spent of a window of which little is known as that, and not beside a burn', () => {
    const burn = [burnOf(HOUR_MS, 30)];
    const projected = {
      endMs: 31 * DAY_MS,
      period: { count: 1, unit: 'month' as const },
      budgetEvents: 4260,
      consumed: 0.2896,
    };
    const status = { ...statusOf(0.5, burn), coverage: 0.5, projected };
    const textOf = (level: NoticeLevel) =>
      budgetNotice({ ...facts, level, status }).description;
    expect(textOf('budget-75')).toContain('50.0 % of the budget of 30 d');
    expect(textOf('budget-75')).toContain(
      'Only 50.0 % of the window is known.',
    );
    expect(textOf('page-fast')).toBe(
      [
        'Environment production, region eu; page-fast.',
        'Its dependencies burn too: orders-db (exhausted), cart-api (burning).',
        'Only 50.0 % of the window is known, too little to tell how much of the budget is spent.',
      ].join(' '),
    );
  });

  it('tells where the burn goes, and what a calendar period comes to', () => {
    const whole = statusOf(0.869, [burnOf(HOUR_MS, 30), burnOf(3 * DAY_MS, 2)]);
    const early = {
      ...whole,
      remainingMs: 0.131 * 10 * DAY_MS,
      window: {
        ...whole.window,
        endMs: 10 * DAY_MS,
        periodEndMs: 31 * DAY_MS,
        budgetMs: 10 * DAY_MS,
        lengthMs: 31 * DAY_MS,
      },
    };
    const { description } = budgetNotice({
      ...facts,
      status: {
        ...early,
        projected: {
          endMs: 31 * DAY_MS,
          period: { count: 1, unit: 'month' },
          budgetEvents: 4260,
          consumed: 0.2896,
        },
      },
    });
    expect(description).toContain(
      '86.9 % of the budget of the 10 d so far is spent',
    );
    expect(description).toContain('1 d 7 h of it are left.');
    expect(description).toContain('30 times the allowed rate, and rising.');
    // 10 d × (0.95 − 0.869) ÷ (30 − 0.95)
    expect(description).toContain('At this rate 95 % are spent in 40 min.');
    expect(description).toContain(
      'By the end of the month about 4,260 may be bad; 28.9 % of them were.',
    );
  });

  it('tells of a calendar period that ends before the next threshold', () => {
    const status = statusOf(0.869, [burnOf(HOUR_MS, 1.2)]);
    const { description } = budgetNotice({
      ...facts,
      status: {
        ...status,
        window: { ...status.window, periodEndMs: 31 * DAY_MS },
      },
    });
    expect(description).toContain(
      'At the rate of the last hour 95 % are not reached.',
    );
  });

  it('says nothing of what is not known', () => {
    const { description } = budgetNotice({
      ...facts,
      labels: {},
      status: statusOf(null, [burnOf(HOUR_MS, null)]),
      dependencies: [],
    });
    expect(description).toBe('Environment production; budget-85.');
  });

  it('takes no markup from names and labels', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<img src=x onerror=alert(1)>',
        '[x](javascript:alert(1))',
        '`code` *bold* ~gone~',
        '@everyone',
        'https://evil.example',
        '\u202eevil\u0000\n\n# title',
        '{{ $labels.secret }}',
      ),
      fc.string({ unit: 'binary', maxLength: 300 }),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (service, label, name) => {
        const { title, description } = budgetNotice({
          ...facts,
          service,
          labels: { [label]: label },
          dependencies: [{ name, state: 'burning' }],
        });
        const text = `${title}${description}`;
        expect(text).not.toMatch(/[<>&`*~|[\]{}\\@"]|:\/\//);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(text.length).toBeLessThan(1500);
      }),
      { numRuns: 100 },
    );
  });
});

describe('figures', () => {
  it.each([
    [0.99999, '99.9 %'],
    [0.75, '75.0 %'],
    [0.999, '99.9 %'],
    [1.234, '123.4 %'],
    [-0.01, '-1.0 %'],
  ])('%d is %s', (ratio, text) => {
    expect(percentText(ratio)).toBe(text);
  });

  it('tell counts and durations as people do', () => {
    expect([0, 999, 1000, 1234567.26].map(countText)).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567.3',
    ]);
    expect(
      [59_999, 5 * MINUTE_MS, 25 * HOUR_MS, 30 * DAY_MS].map(durationText),
    ).toEqual(['less than a minute', '5 min', '1 d 1 h', '30 d']);
  });

  it('leave ordinary names as they are', () => {
    expect(plainText('http_requests /api/v1 (Größe)')).toBe(
      'http_requests /api/v1 (Größe)',
    );
  });
});
