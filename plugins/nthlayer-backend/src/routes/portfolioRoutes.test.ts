import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { nthlayerServiceReadPermission } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, sha256 } from '@nthlayer/engine';
import request from 'supertest';
import { z } from 'zod';
import { createApi } from '../__testUtils__/createApi';
import { exampleEntity } from '../__testUtils__/examples';
import { MINUTE_MS } from '../durations';
import {
  createNthlayerServiceConditionalDecision,
  nthlayerServiceConditions,
} from '../permissions/serviceRules';

jest.setTimeout(60_000);

const { signal } = new AbortController();

type Options = Parameters<typeof createApi>[0];

/** Three services seen by the caller: two environments of one, one of another; a hidden one is exhausted. */
async function measured(options: Options = {}) {
  const api = await createApi(options);
  api.source.counts = (_t, sli) => ({
    bad: JSON.stringify(sli).includes('"cart"') ? 100 : 0,
    total: 100,
  });
  await api.backfill.run(signal);
  return api;
}

const places = (body: { items: { name: string; environment: string }[] }) =>
  body.items.map(({ name, environment }) => `${name} ${environment}`);

describe('GET /portfolio', () => {
  it('shows what the caller sees, the worst first', async () => {
    const { get } = await measured();
    const { status, body } = await get('/portfolio');
    expect(status).toBe(200);
    expect(places(body)).toEqual([
      'cart staging',
      'payment-api production',
      'payment-api staging',
    ]);
    expect(body.items[0]).toMatchObject({
      entityRef: 'component:default/cart',
      tier: 'low',
      owner: 'group:default/team-a',
      state: 'exhausted',
      worst: { slo: expect.any(String), remaining: expect.any(Number) },
      dataSource: { name: 'main', simulated: false },
    });
    expect(body.items[0].counts.exhausted).toBeGreaterThan(0);
    const tab = await get('/services/component/default/cart');
    expect(tab.body.worst).toEqual({
      slo: body.items[0].worst.slo,
      labels: {},
    });
    expect(body).not.toHaveProperty('nextCursor');
  });

  it('pages past what the catalog hides, and refuses a cursor of something else', async () => {
    const { get } = await measured();
    const seen: string[] = [];
    let path = '/portfolio?limit=1';
    for (let page = 0; page < 3; page++) {
      const { body } = await get(path);
      seen.push(...places(body));
      path = `/portfolio?limit=1&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual([
      'cart staging',
      'payment-api production',
      'payment-api staging',
    ]);
    const { body } = await get('/portfolio?limit=1');
    const cursor: string = body.nextCursor;
    // as cursors were before they were encrypted
    const json = canonicalJson({
      sortKey: 0,
      entityRef: 'component:default/cart',
      environment: 'staging',
    });
    const list = canonicalJson({ list: 'portfolio', filter: {} });
    const check = sha256(`${list} ${json}`).slice(0, 16);
    const forged = Buffer.from(`${check}${json}`).toString('base64url');
    for (const refused of [
      `cursor=${forged}`,
      `cursor=${cursor.slice(1)}`,
      'cursor=abc',
      `cursor=${cursor}&tier=low`,
    ]) {
      const answer = await get(`/portfolio?limit=1&${refused}`);
      expect(answer.status).toBe(400);
      expect(answer.body.error.name).toBe('InputError');
    }
  });

  it('continues a full page after what is on it, not after what the catalog hides', async () => {
    const { catalog, portfolioReader } = await measured();
    catalog.getEntitiesByRefs.mockImplementation(async ({ entityRefs }) => ({
      items: entityRefs.map(ref =>
        ref.endsWith('/hidden') ? exampleEntity('hidden') : undefined,
      ),
    }));
    // cart and one of two; the other one and payment-api
    const { entries, continueAfter } = await portfolioReader.list({
      credentials: mockCredentials.user(),
      filter: {},
      limit: 2,
    });
    expect(entries.map(({ name }) => name)).toEqual(['hidden', 'hidden']);
    expect(continueAfter).toEqual(entries[1]);
  });

  it('names nobody whom the catalog hides in the cursor of a page that stayed empty', async () => {
    const { cursorSeal, get, portfolio } = await measured();
    const [entry] = await portfolio.list({ limit: 1 });
    let count = 0;
    const next = () => ({
      ...entry,
      entityRef: `component:x/secret-${count++}`,
    });
    jest
      .spyOn(portfolio, 'list')
      .mockImplementation(async () => [next(), next()]);
    const { body } = await get('/portfolio?limit=1&tier=low');
    expect(body.items).toEqual([]);
    const list = { list: 'portfolio', filter: { tier: 'low' } };
    expect(
      await cursorSeal.open(body.nextCursor, list, z.unknown()),
    ).toMatchObject({ entityRef: expect.stringContaining('secret') });
    const bytes = Buffer.from(body.nextCursor, 'base64url');
    expect(bytes.toString('latin1')).not.toContain('secret');
  });

  it.each([
    ['environment=staging', ['cart staging', 'payment-api staging']],
    ['state=exhausted', ['cart staging']],
    ['tier=low&environment=production', []],
    ['text=payment&limit=1', ['payment-api production']],
    ['owner=group:default/nobody', []],
  ])('narrows by %s', async (query, expected) => {
    const { get } = await measured();
    expect(places((await get(`/portfolio?${query}`)).body)).toEqual(expected);
  });

  it.each(['limit=0', 'state=fine', 'colour=red', 'tier=gold'])(
    'refuses %s',
    async query => {
      const { get } = await createApi();
      expect((await get(`/portfolio?${query}`)).status).toBe(400);
    },
  );

  it('narrows by permission conditions', async () => {
    const { hasTier } = nthlayerServiceConditions;
    const list = createNthlayerServiceConditionalDecision(
      nthlayerServiceReadPermission,
      hasTier({ tiers: ['low'] }),
    );
    const { get } = await measured({ list });
    expect(places((await get('/portfolio')).body)).toEqual(['cart staging']);
    const denied = await measured({ list: { result: AuthorizeResult.DENY } });
    expect((await denied.get('/portfolio')).body).toEqual({ items: [] });
    const rollups = await denied.get('/portfolio/rollups?by=tier');
    expect(rollups.body.items).toEqual([]);
  });

  it('says that it has not changed, until it has', async () => {
    const { app, clock, get, tick } = await measured();
    const path = '/portfolio?limit=1';
    const { body, headers } = await get(path);
    expect(body).toHaveProperty('nextCursor');
    const again = () =>
      request(app).get(path).set('if-none-match', headers.etag);
    expect((await again()).status).toBe(304);
    clock.nowMs += MINUTE_MS;
    await tick.run(signal);
    expect((await again()).status).toBe(200);
  });
});

describe('GET /portfolio/rollups', () => {
  it('counts what the caller sees and names the worst', async () => {
    const { get } = await measured();
    const { status, body } = await get('/portfolio/rollups?by=owner');
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      {
        key: 'group:default/team-a',
        state: 'exhausted',
        services: 3,
        worst: { name: 'cart' },
      },
    ]);
    const tiers = await get('/portfolio/rollups?by=tier&state=healthy');
    expect(tiers.body.items).toMatchObject([{ services: 2 }]);
    const states = await get('/portfolio/rollups?by=state');
    expect(states.body.items).toMatchObject([
      { key: 'exhausted', services: 1 },
      { key: 'healthy', services: 2 },
    ]);
    expect((await get('/portfolio/rollups')).status).toBe(400);
    expect((await get('/portfolio/rollups?by=colour')).status).toBe(400);
  });

  it('asks the catalog once for all who see the same of it, and never tells them more', async () => {
    const ownedBy = (claim: string): PolicyDecision => ({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: { claims: [claim] },
      },
    });
    const options = { catalogAccess: ownedBy('group:default/a') };
    const { catalog, clock, get, tick } = await measured(options);
    catalog.getEntitiesByRefs.mockClear();
    const services = async () => {
      const { body } = await get('/portfolio/rollups?by=tier');
      return body.items.reduce(
        (sum: number, item: { services: number }) => sum + item.services,
        0,
      );
    };
    const asked = () => catalog.getEntitiesByRefs.mock.calls.length;
    expect(await services()).toBe(3);
    expect((await get('/portfolio')).body.items).toHaveLength(3);
    expect((await get('/services')).body.totalItems).toBe(2);
    expect(asked()).toBe(1);

    catalog.getEntitiesByRefs.mockImplementation(async ({ entityRefs }) => ({
      items: entityRefs.map(() => undefined),
    }));
    options.catalogAccess = ownedBy('group:default/b');
    expect(await services()).toBe(0);
    expect((await get('/portfolio')).body.items).toEqual([]);
    expect((await get('/services')).body.totalItems).toBe(0);
    expect(asked()).toBe(2);

    options.catalogAccess = ownedBy('group:default/a');
    clock.nowMs += MINUTE_MS;
    await tick.run(signal);
    expect(await services()).toBe(0);
    expect((await get('/services')).body.items).toEqual([]);
    expect(asked()).toBe(3);
  });

  it('puts together once an evaluation what those ask for who see everything', async () => {
    const { clock, get, portfolio, tick } = await measured({
      catalogAccess: { result: AuthorizeResult.ALLOW },
    });
    const rollup = jest.spyOn(portfolio, 'rollup');
    const ask = async () => {
      const { body } = await get('/portfolio/rollups?by=state');
      return body.items.reduce(
        (sum: number, { services }: { services: number }) => sum + services,
        0,
      );
    };
    expect(await ask()).toBe(await ask());
    expect(rollup).toHaveBeenCalledTimes(1);
    clock.nowMs += MINUTE_MS;
    await tick.run(signal);
    await ask();
    expect(rollup).toHaveBeenCalledTimes(2);
  });
});
