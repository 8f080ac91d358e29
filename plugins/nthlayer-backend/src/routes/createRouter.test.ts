import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { nthlayerServiceReadPermission } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createApi } from '../__testUtils__/createApi';
import { MINUTE_MS } from '../durations';
import {
  createNthlayerServiceConditionalDecision,
  nthlayerServiceConditions,
} from '../permissions/serviceRules';

jest.setTimeout(60_000);

const { signal } = new AbortController();
const PATH = '/services/component/default/payment-api';

describe('GET /services/{kind}/{namespace}/{name}', () => {
  it('shows the default environment and any other by name', async () => {
    const { get, backfill } = await createApi();
    await backfill.run(signal);
    const standard = await get(PATH);
    expect(standard.status).toBe(200);
    expect(standard.body).toMatchObject({
      state: 'ready',
      entityRef: 'component:default/payment-api',
      environment: 'production',
      environments: ['production', 'staging'],
      owner: 'group:default/team-a',
    });
    expect(standard.body.slos[0]).toMatchObject({
      backfill: { state: 'done' },
      dataProblem: null,
      windowMs: 30 * 24 * 60 * MINUTE_MS,
    });
    const staging = await get(`${PATH}?environment=staging`);
    expect(staging.body.environment).toBe('staging');
    expect(staging.body.revision).not.toBe(standard.body.revision);
    const unknown = await get(`${PATH}?environment=moon`);
    expect(unknown.status).toBe(404);
    expect(unknown.body.error.message).toContain('production, staging');
  });

  it('is pending before the first back-fill', async () => {
    const { get } = await createApi();
    const { body } = await get(PATH);
    expect(body.slos[0].backfill.state).toBe('pending');
    expect(body.slos[0].groups).toEqual([]);
  });

  it('shows why the newest tiles could not be read', async () => {
    const { clock, get, source, tick } = await createApi();
    source.problem = { problem: { code: 'bad-reply', message: 'HTML' } };
    clock.nowMs += MINUTE_MS;
    await tick.run(signal);
    const { status, body } = await get(PATH);
    expect(status).toBe(200);
    expect(body.slos[0].dataProblem).toEqual({
      code: 'bad-reply',
      message: 'HTML',
      sinceMs: clock.nowMs,
    });
    expect(body.slos[0].groups[0].status.state).toBe('unknown');
  });

  it.each([
    ['notes', 'no-annotation', 'nthlayer.dev/tier', []],
    ['off', 'disabled', 'nthlayer.dev/enabled', []],
    [
      'broken',
      'failed',
      'nthlayer.dev/tier',
      ['invalid-service-label', 'unknown-tier'],
    ],
  ])('tells why %s is not set up: %s', async (name, reason, key, codes) => {
    const { get } = await createApi();
    const { status, body } = await get(`/services/component/default/${name}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'not-set-up',
      entityRef: `component:default/${name}`,
      reason,
      annotation: { key },
    });
    const found = body.diagnostics.map((item: { code: string }) => item.code);
    expect(found.sort()).toEqual(codes);
  });

  it('shows a past moment as it was', async () => {
    const { clock, get, backfill, tick } = await createApi();
    await backfill.run(signal);
    const then = (await get(PATH)).body;
    const at = clock.nowMs;
    clock.nowMs += 5 * MINUTE_MS;
    await tick.run(signal);
    const now = (await get(PATH)).body;
    expect(now.slos).not.toEqual(then.slos);
    const { status, body } = await get(`${PATH}?at=${at}`);
    expect(status).toBe(200);
    expect(body.atMs).toBe(at);
    const groups = (of: { slos: { groups: object[] }[] }) =>
      of.slos.map(slo => slo.groups);
    expect(groups(body)).toEqual(groups(then));
    for (const refused of [clock.nowMs + 1, -1, 'yesterday']) {
      expect((await get(`${PATH}?at=${refused}`)).status).toBe(400);
    }
  });

  it('invents nothing without a data source', async () => {
    const { get } = await createApi({ sources: [] });
    const { body } = await get(PATH);
    expect(body).toMatchObject({
      state: 'not-set-up',
      reason: 'no-data-source',
    });
  });
});

describe('GET /services', () => {
  it('pages through what the caller sees', async () => {
    const { get, backfill } = await createApi();
    await backfill.run(signal);
    const first = await get('/services?limit=1');
    expect(first.body).toMatchObject({
      items: [
        {
          entityRef: 'component:default/cart',
          environment: 'staging',
          worst: { slo: expect.any(String), remaining: expect.any(Number) },
          diagnosticCounts: { error: 0 },
        },
      ],
      totalItems: 2,
    });
    const cursor = first.body.nextCursor;
    const second = await get(`/services?limit=1&cursor=${cursor}`);
    expect(
      second.body.items.map((item: { name: string }) => item.name),
    ).toEqual(['payment-api']);
    expect(second.body.nextCursor).toBeUndefined();
    expect((await get('/services?environment=production')).body).toMatchObject({
      totalItems: 1,
      items: [{ name: 'payment-api', environment: 'production' }],
    });
  });

  it('does not ask the catalog about those who see all of it', async () => {
    const { catalog, get } = await createApi({
      catalogAccess: { result: AuthorizeResult.ALLOW },
    });
    catalog.getEntitiesByRefs.mockClear();
    expect((await get('/services')).body.totalItems).toBe(3);
    const names: string[] = [];
    for (let path: string | undefined = '/services?limit=1'; path; ) {
      const { body } = await get(path);
      names.push(...body.items.map((item: { name: string }) => item.name));
      path = body.nextCursor && `/services?limit=1&cursor=${body.nextCursor}`;
    }
    expect(names).toEqual(['cart', 'hidden', 'payment-api']);
    expect(catalog.getEntitiesByRefs).not.toHaveBeenCalled();
    const some = await createApi();
    expect((await some.get('/services')).body.totalItems).toBe(2);
    expect(some.catalog.getEntitiesByRefs).toHaveBeenCalled();
  });

  it.each([
    ['/services?cursor=abc', 400],
    ['/services?limit=0', 400],
    ['/services?limit=201', 400],
    ['/services?colour=red', 400],
  ])('refuses %s', async (path, status) => {
    const { get } = await createApi();
    expect((await get(path)).status).toBe(status);
  });

  it('narrows by permission conditions', async () => {
    const { hasTier, isOwner } = nthlayerServiceConditions;
    const list = createNthlayerServiceConditionalDecision(
      nthlayerServiceReadPermission,
      {
        allOf: [
          hasTier({ tiers: ['low'] }),
          isOwner({ claims: ['group:default/team-a'] }),
        ],
      },
    );
    const { get } = await createApi({ list });
    const { body } = await get('/services');
    expect(body.totalItems).toBe(1);
    expect(body.items[0].name).toBe('cart');
    const denied = await createApi({ list: { result: AuthorizeResult.DENY } });
    expect((await denied.get('/services')).body).toEqual({
      items: [],
      totalItems: 0,
    });
  });
});

describe('GET …/history', () => {
  it('sums counts, so that a spike stays, and shows a gap as a gap', async () => {
    const { backfill, clock, get, source } = await createApi();
    const spike = clock.nowMs - 5 * 60 * MINUTE_MS;
    const gapStart = clock.nowMs - 10 * 60 * MINUTE_MS;
    source.counts = t => {
      if (t >= gapStart && t < gapStart + 120 * MINUTE_MS) {
        return undefined;
      }
      return { bad: t === spike ? 77 : 0, total: 100 };
    };
    await backfill.run(signal);
    const { status, body } = await get(`${PATH}/slos/availability/history`);
    expect(status).toBe(200);
    expect(body.stepMs).toBe(60 * MINUTE_MS);
    expect(body.points.length).toBeLessThanOrEqual(1200);
    const bad = body.points.map((point: { bad: number | null }) => point.bad);
    expect(Math.max(...bad)).toBe(77);
    const peaks = body.points.map(
      (point: { peak?: number }) => point.peak ?? 0,
    );
    expect(Math.max(...peaks)).toBe(0.77);
    const gap = body.points.filter(
      (point: { startMs: number }) =>
        point.startMs >= gapStart && point.startMs < gapStart + 120 * MINUTE_MS,
    );
    expect(gap).toHaveLength(2);
    expect(gap[0]).toMatchObject({
      bad: null,
      total: null,
      remaining: null,
      coverage: 0,
    });
    const service = await get(PATH);
    const { remaining } = service.body.slos[0].groups[0].status;
    expect(body.points.at(-1).remaining).toBeCloseTo(remaining, 9);
  });

  it('is of one group, of the worst where none is named', async () => {
    const { backfill, clock, get, source } = await createApi();
    const history = `${PATH}/slos/availability/history`;
    const named = (group: object) =>
      `${history}?group=${encodeURIComponent(JSON.stringify(group))}`;
    source.groups = [{ route: '/pay', zone: 'a' }, { route: '/refund' }];
    source.counts = (t, _sli, { route } = {}) =>
      t < clock.nowMs - 5 * 60 * MINUTE_MS || route === '/pay'
        ? { bad: 0, total: 100 }
        : { bad: 3, total: 10 };
    await backfill.run(signal);

    const { groups } = (await get(PATH)).body.slos[0];
    expect(groups.map(({ labels }: { labels: object }) => labels)).toEqual([
      { route: '/refund' },
      { route: '/pay', zone: 'a' },
    ]);
    const worst = await get(history);
    expect(worst.body.group).toEqual({ route: '/refund' });
    expect(worst.body.points.at(-1).remaining).toBeCloseTo(
      groups[0].status.remaining,
      9,
    );
    const pay = await get(named({ zone: 'a', route: '/pay' }));
    expect(pay.body.group).toEqual({ route: '/pay', zone: 'a' });
    expect(pay.body.points.at(-1)).toMatchObject({ bad: 0, remaining: 1 });

    const again = (path: string) =>
      get(path).set('If-None-Match', worst.headers.etag);
    expect((await again(named({ route: '/refund' }))).status).toBe(304);
    expect((await again(named(pay.body.group))).status).toBe(200);
    for (const [group, status, name] of [
      [{ route: '/gone' }, 404, 'NotFoundError'],
      [{}, 404, 'NotFoundError'],
      [{ route: 1 }, 400, 'InputError'],
      [['/pay'], 400, 'InputError'],
    ] as const) {
      const refused = await get(named(group));
      expect(refused.status).toBe(status);
      expect(refused.body.error.name).toBe(name);
    }
    expect((await get(`${history}?group=/pay`)).status).toBe(400);
  });

  it('knows no other SLO, and no group of one without groups', async () => {
    const { backfill, get } = await createApi();
    const history = `${PATH}/slos/availability/history`;
    expect((await get(`${PATH}/slos/nope/history`)).status).toBe(404);
    expect((await get(`${history}?group={}`)).body.group).toEqual({});
    await backfill.run(signal);
    expect((await get(`${history}?group={}`)).body.group).toEqual({});
    expect((await get(`${history}?group={"a":"b"}`)).status).toBe(404);
  });
});

describe('GET …/assets', () => {
  it('lists files and gives one with its content', async () => {
    const { get } = await createApi();
    const { body } = await get(`${PATH}/assets`);
    expect(body).toMatchObject({ items: [{ id: 'openslo' }], totalItems: 1 });
    expect(body.items[0]).not.toHaveProperty('content');
    const asset = await get(`${PATH}/assets/openslo`);
    expect(asset.body.content).toContain('availability');
    expect((await get(`${PATH}/assets/nope`)).status).toBe(404);
    const bare = await get('/services/component/default/notes/assets');
    expect(bare.status).toBe(404);
  });
});

describe('GET /data-sources', () => {
  it('shows health, and nothing without permission', async () => {
    const { get, source, clock } = await createApi();
    source.healthState = {
      state: 'down',
      problem: { code: 'refused', message: 'No access' },
    };
    const { body } = await get('/data-sources');
    expect(body.items).toEqual([
      {
        name: 'main',
        type: 'fake',
        simulated: false,
        default: true,
        environments: ['production', 'staging'],
        health: {
          state: 'down',
          checkedAtMs: clock.nowMs,
          problem: {
            code: 'refused',
            message: 'No access',
            sinceMs: clock.nowMs,
          },
        },
      },
    ]);
    source.healthState = {
      state: 'up',
      server: { flavour: 'mimir', version: '2.10.0' },
      breaker: 'half-open',
      lastSuccessMs: clock.nowMs,
      latencyMs: 12.7,
    };
    clock.nowMs += 60_000;
    const later = await get('/data-sources');
    expect(later.body.items[0].health).toEqual({
      ...source.healthState,
      latencyMs: 13,
      checkedAtMs: clock.nowMs,
    });
    const denied = await createApi({ deny: true });
    expect((await denied.get('/data-sources')).status).toBe(403);
  });
});
