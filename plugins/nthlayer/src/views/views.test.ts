import {
  availabilitySlo,
  budgetStatus,
  latencySlo,
  notSetUpService,
  readyService,
} from '../__testUtils__';
import {
  backfillProgress,
  forecastText,
  groupText,
  listView,
  namedRow,
  serviceView,
  sloRows,
  staleReasons,
  worstRow,
} from '.';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const nowMs = Date.UTC(2026, 10, 21, 12);
const retry = () => undefined;
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

const counts = { nowMs, objective: 0.999, total: 1_000_000 };
const healthy = budgetStatus({ ...counts, bad: 100 });
const exhausted = budgetStatus({ ...counts, bad: 1_200, burn: { 1: 2 } });
const idle = budgetStatus({ ...counts, bad: 0, total: 0 });

describe('worstRow', () => {
  const slos = [
    availabilitySlo(healthy),
    latencySlo(healthy, {
      groups: [
        { labels: { route: '/refund' }, status: exhausted },
        { labels: { route: '/pay' }, status: healthy },
      ],
    }),
  ];
  const rows = sloRows(slos);

  it('is the one that the backend names, with its group', () => {
    const worst = { slo: 'latency', labels: { route: '/pay' } };
    expect(worstRow({ worst }, rows)).toBe(rows[2]);
    expect(worstRow({ worst: null }, [])).toBeUndefined();
  });

  it('is of an SLO that is named alone the group that is first', () => {
    expect(namedRow(rows, 'latency')).toBe(rows[1]);
    expect(namedRow(rows, rows[2].id)).toBe(rows[2]);
    expect(namedRow(rows, 'latency {"route":"/gone"}')).toBe(rows[1]);
    expect(namedRow(rows, 'gone')).toBeUndefined();
    expect(namedRow(rows, undefined)).toBeUndefined();
  });
});

describe('sloRows', () => {
  it('makes a row of every group', () => {
    const slo = availabilitySlo(healthy, {
      groups: [
        { labels: { route: '/pay' }, status: healthy },
        { labels: { route: '/refund' }, status: exhausted },
      ],
    });
    const rows = sloRows([slo]);
    expect(rows.map(({ labels }) => labels.route)).toEqual(['/pay', '/refund']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
  });
});

describe('forecastText', () => {
  it('names the soonest end and its look-back', () => {
    const status = budgetStatus({
      ...counts,
      bad: 500,
      burn: { 1: 10, 6: 2, 24: 0.5 },
    });
    expect(plain(forecastText(status))).toBe(
      'Spent in 1 d 12 h at the rate of the last 1 h',
    );
  });

  it.each([
    ['Budget is spent', exhausted],
    ['Unknown', idle],
    [
      'Not spent at this rate',
      budgetStatus({ ...counts, bad: 1, burn: { 1: 1 } }),
    ],
  ])('says %p', (text, status) => {
    expect(forecastText(status)).toBe(text);
  });
});

describe('backfillProgress', () => {
  const fromMs = nowMs - 30 * DAY;
  it.each([
    ['running', nowMs - 15 * DAY, 0.5],
    ['running', fromMs, 0.99],
    ['pending', nowMs, 0],
    ['pending', nowMs + DAY, 0],
    ['done', nowMs, 1],
  ] as const)('%s, read back to %p, is %p', (state, reachedMs, share) => {
    expect(backfillProgress({ state, fromMs, reachedMs }, nowMs)).toBe(share);
  });
});

describe('staleReasons', () => {
  const problem = (sinceMs: number) => ({
    code: 'unreachable' as const,
    message: 'connect ECONNREFUSED',
    sinceMs,
  });

  it('names one problem of many SLOs once, since its first time', () => {
    const slos = [
      availabilitySlo(healthy, { dataProblem: problem(nowMs) }),
      latencySlo(healthy, { dataProblem: problem(nowMs - HOUR) }),
    ];
    expect(staleReasons(readyService({ slos }))).toEqual([
      expect.objectContaining({
        code: 'unreachable',
        title: expect.stringMatching(/^The data source demo cannot be read/),
        sinceMs: nowMs - HOUR,
      }),
    ]);
  });

  it('names the SLOs where others can be read', () => {
    const slos = [
      availabilitySlo(healthy),
      latencySlo(healthy, { dataProblem: problem(nowMs) }),
    ];
    expect(staleReasons(readyService({ slos }))).toEqual([
      expect.objectContaining({
        title: expect.stringMatching(
          /^Latency cannot be read from the data source demo;/,
        ),
      }),
    ]);
  });

  it('names SLOs of which not all groups are counted', () => {
    const dataProblem = {
      code: 'too-many-groups' as const,
      message: 'It has more than 500 groups.',
      sinceMs: nowMs,
    };
    const slos = [availabilitySlo(healthy, { dataProblem })];
    expect(staleReasons(readyService({ slos }))).toEqual([
      {
        code: 'too-many-groups',
        title: 'Not all groups of Availability are counted.',
        message: 'It has more than 500 groups.',
        sinceMs: nowMs,
      },
    ]);
  });

  it('has words for the groups that are left out', () => {
    expect(groupText({ path: '' })).toBe('path: (all that are left out)');
    expect(groupText({ path: '/pay' })).toBe('path: /pay');
  });

  it('names a stale status without a data problem', () => {
    const slos = [availabilitySlo({ ...healthy, stale: true })];
    expect(staleReasons(readyService({ slos }))[0].code).toBe('stale');
  });

  it('names every SLO that is stale', () => {
    const slos = [
      availabilitySlo({ ...healthy, stale: true }),
      latencySlo({ ...healthy, stale: true }),
    ];
    expect(staleReasons(readyService({ slos }))).toEqual([
      expect.objectContaining({
        title: expect.stringMatching(
          /^(Availability and Latency|Latency and Availability) are /,
        ),
      }),
    ]);
  });

  it('does not call history stale that is still being loaded', () => {
    const slos = [
      availabilitySlo(
        { ...healthy, stale: true },
        { backfill: { state: 'running', fromMs: 0, reachedMs: nowMs } },
      ),
    ];
    expect(staleReasons(readyService({ slos }))).toEqual([]);
  });
});

describe('serviceView', () => {
  const error = new Error('down');
  const service = readyService();

  it.each([
    ['loading', { loading: true, retry }],
    ['error', { loading: false, error, retry }],
    ['not-set-up', { loading: false, value: notSetUpService(), retry }],
    ['ready', { loading: false, value: service, retry }],
  ] as const)('is %s', (state, polled) => {
    expect(serviceView(polled).state).toBe(state);
  });

  it('keeps what it knows when a refresh fails', () => {
    expect(
      serviceView({ loading: false, value: service, error, retry }),
    ).toMatchObject({ state: 'ready', stale: [{ code: 'refresh-failed' }] });
  });
});

describe('listView', () => {
  const empty = {
    when: (items: string[]) => items.length === 0,
    title: 'None',
    hint: '',
  };
  const loading = false;
  it.each([
    ['loading', { loading: true, retry }],
    ['error', { loading, error: new Error('down'), retry }],
    ['empty', { loading, value: [], retry }],
    ['ready', { loading, value: ['one'], retry }],
  ])('is %s', (state, polled) => {
    expect(listView(polled, empty).state).toBe(state);
  });
});
