import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NthlayerClient } from '@nthlayer/backstage-plugin-nthlayer-common';
import { openBrowser, TestBrowser } from '../harness/browser';
import { signIn } from '../harness/portal';
import { describeWith } from '../harness/tools';
import { waitFor } from '../harness/waitFor';
import { demoPortal, enter, follow, guestApi } from './demoPortal';

const DAY_MS = 86_400_000;
const root = resolve(__dirname, '..', '..');
const pictures = join(root, '.cache', 'test', 'screenshots');

describeWith('chromium')('the demo portal', () => {
  const portal = demoPortal();
  let browser: TestBrowser;
  let api: NthlayerClient;
  let enteredAt: number;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    api = await guestApi(portal);
    browser = await openBrowser();
    await enter(browser.page, portal);
    enteredAt = Date.now();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
  });

  const target = (name: string) => ({
    kind: 'component',
    namespace: 'default',
    name,
  });

  async function openTab(name: string) {
    const { page } = browser;
    await follow(page, `/catalog/default/component/${name}`);
    // The page of all services has a link of the same name.
    await page.locator(`a[href$="/component/${name}/reliability"]`).click();
    return page;
  }

  async function picture(name: string) {
    await browser.page.screenshot({
      path: join(pictures, `${name}.png`),
      fullPage: true,
    });
  }

  // what needs no history comes first, while it is being read
  it('says what to add to a component without our annotations', async () => {
    const page = await openTab('legacy-billing');
    await page.getByText('Reliability is not set up').waitFor();
    await page.getByText('nthlayer.dev/tier').first().waitFor();
    await picture('not-set-up');
  });

  it.each([
    ['misspelt-tier', 'unknown-tier'],
    ['misspelt-type', 'unknown-type'],
    ['hostile-label', 'invalid-service-label'],
    ['first-twin', 'service-label-conflict'],
    ['second-twin', 'service-label-conflict'],
  ])('shows the finding of %s in the tab and the API', async (name, code) => {
    const service = await waitFor(
      'the finding',
      async () => {
        const answer = await api.getService(target(name));
        return answer.diagnostics.some(finding => finding.code === code)
          ? answer
          : undefined;
      },
      { timeoutMs: 60_000, intervalMs: 1_000 },
    );
    const finding = service.diagnostics.find(found => found.code === code)!;
    expect(finding.path).toMatch(/^metadata\.annotations\["nthlayer\.dev\//);

    const page = await openTab(name);
    await page.getByText(code).first().waitFor();
    await page.getByText(finding.summary).first().waitFor();
    await picture(name);
  });

  it('leads from the finding on an annotation to the catalog file', async () => {
    const page = await openTab('misspelt-tier');
    const link = page.getByRole('link', {
      name: 'metadata.annotations["nthlayer.dev/tier"]',
    });
    expect(await link.getAttribute('href')).toBe(
      'https://git.example.com/shop/catalog-info.yaml',
    );
    // the demo's file is on this disk: its line is told without a link
    await page
      .getByText(/^[\w-]+\.yaml:\d+:\d+$/)
      .first()
      .waitFor();
  });

  it.each([
    ['source-down', 'unreachable'],
    ['source-html', 'bad-reply'],
  ])('shows %s as unknown, with the reason', async (name, code) => {
    const service = await waitFor(
      'the problem',
      async () => {
        const answer = await api.getService(target(name));
        return answer.state === 'ready' &&
          answer.slos.every(slo => slo.dataProblem?.code === code)
          ? answer
          : undefined;
      },
      { timeoutMs: 120_000, intervalMs: 1_000 },
    );
    for (const { groups } of service.slos) {
      expect(groups.map(group => group.status.state)).not.toContain('healthy');
    }
    const page = await openTab(name);
    await page.getByText(code).first().waitFor();
    await picture(name);

    const { items } = await api.listDataSources();
    const states = Object.fromEntries(
      items.map(item => [item.name, item.health.state]),
    );
    expect(states).toMatchObject({ demo: 'up', down: 'down', html: 'down' });
  });

  it('shows SLOs with 30 days of history within two minutes', async () => {
    const service = await waitFor(
      'the history',
      async () => {
        const answer = await api.getService(target('payment-api'));
        return answer.state === 'ready' &&
          answer.slos.every(
            ({ backfill, groups: [group] }) =>
              // told from what was read a moment later
              backfill?.state === 'done' && group?.status.coverage > 0.9,
          )
          ? answer
          : undefined;
      },
      { timeoutMs: enteredAt + 120_000 - Date.now(), intervalMs: 1_000 },
    );
    expect(service.slos.map(slo => slo.name).sort()).toEqual([
      'availability',
      'latency',
    ]);
    expect(service.dataSource.simulated).toBe(true);
    for (const { groups, backfill } of service.slos) {
      expect(Date.now() - backfill!.fromMs).toBeGreaterThanOrEqual(30 * DAY_MS);
      expect(groups).toHaveLength(1);
      expect(groups[0].status.sums.total).toBeGreaterThan(1e6);
    }

    const page = await openTab('payment-api');
    await page.getByText('Simulated data').first().waitFor();
    await page.getByText('Availability', { exact: true }).first().waitFor();
    await page.getByText('Latency', { exact: true }).first().waitFor();
    await page.locator('canvas').first().waitFor();
    await page.getByText('Generated files').waitFor();
    await picture('payment-api');

    // The body of a card selects it, not its title alone.
    await page.getByRole('button', { name: 'Latency', exact: true }).click();
    await page.getByText(/^Latency: 30\sd error budget$/).waitFor();
    const card = page.getByRole('article', { name: 'Availability' });
    const caption = await card.getByText('Burn rate').boundingBox();
    const edge = await card.boundingBox();
    await card.click({
      position: { x: caption!.x - edge!.x + 4, y: caption!.y - edge!.y + 4 },
    });
    await page.getByText(/^Availability: 30\sd error budget$/).waitFor();
    const select = card.getByRole('button', {
      name: 'Availability',
      exact: true,
    });
    expect(await select.getAttribute('aria-pressed')).toBe('true');
  });

  it('has history that was given up read again', async () => {
    const { page } = browser;
    const isService = ({ pathname }: URL) =>
      pathname.endsWith('/nthlayer/services/component/default/payment-api');
    let answer: number | undefined;
    page.on('response', response => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('/payment-api/backfill')) {
        answer ??= response.status();
      }
    });
    // the demo gives none up
    await page.route(isService, async route => {
      const response = await route.fetch();
      const service = await response.json();
      const finding = {
        severity: 'warning',
        code: 'history-unreadable',
        path: 'slos.availability',
        summary: 'What "availability" counted could not be read.',
      };
      const diagnostics = answer === undefined ? [finding] : [];
      await route.fulfill({ response, json: { ...service, diagnostics } });
    });
    await openTab('payment-api');
    const told = page.getByText('history-unreadable');
    await told.waitFor();
    await picture('history-unreadable');
    await page.getByRole('button', { name: 'Read history again' }).click();
    await told.waitFor({ state: 'detached' });
    expect(answer).toBe(202);
    await page.unroute(isService);
  });

  it('shows a generated file', async () => {
    const page = await openTab('payment-api');
    await page
      .getByRole('row', { name: /rules\.yaml/ })
      .getByRole('button', { name: /view/i })
      .click();
    await page.getByText('nthlayer:sli_bad:delta1m').first().waitFor();
    await picture('rules');
    await page.keyboard.press('Escape');
  });

  it('has a company in which every state is to be seen', async () => {
    const states = {
      'notification-worker': { state: 'healthy', stale: false },
      'checkout-service': { state: 'burning', stale: false },
      'search-api': { state: 'burning', stale: false },
      'analytics-stream': { state: 'exhausted', stale: false },
      'identity-service': { state: 'healthy', stale: false },
      storefront: { state: 'no-traffic', stale: false },
      'inventory-api': { state: 'unknown', stale: true },
    };
    // states settle while history is being read
    const items = await waitFor(
      'the states',
      async () => {
        const page = await api.listServices({ limit: 200 });
        const found = page.items.map(item => [item.name, item] as const);
        expect(Object.fromEntries(found)).toMatchObject(states);
        return new Map(found);
      },
      { timeoutMs: 240_000, intervalMs: 1_000 },
    );
    expect(items.get('identity-service')?.worst?.remaining).toBeLessThan(0.5);
    const burnOf = async (name: string) => {
      const answer = await api.getService(target(name));
      const slos = answer.state === 'ready' ? answer.slos : [];
      const slo = slos.find(each => each.name === 'availability');
      return slo!.groups[0].status.burn[0].rate;
    };
    expect(await burnOf('checkout-service')).toBeGreaterThan(14.4);
    expect(await burnOf('search-api')).toBeLessThan(6);
  });

  it('lists all services in order of trouble, and those of one state', async () => {
    const { page } = browser;
    await follow(page, '/');
    await page.getByRole('link', { name: 'Reliability', exact: true }).click();
    const table = page.getByRole('table', { name: /the worst first/ });
    const rows = table.locator('tbody tr');
    await rows.first().waitFor();
    const [worst] = (await api.listPortfolio({ limit: 1 })).items;
    expect(worst.state).toBe('exhausted');
    const first = rows.first();
    await first.getByText('Exhausted', { exact: true }).waitFor();
    await first.getByText('Simulated', { exact: true }).waitFor();
    await picture('portfolio');

    const burning = page.getByRole('button', { name: /^Burning: [1-9]/ });
    await burning.click();
    await table.getByText('Exhausted').first().waitFor({ state: 'detached' });
    const checkout = table.getByRole('link', { name: 'Checkout', exact: true });
    await checkout.waitFor();
    const states = await rows.locator('td:nth-child(2)').allTextContents();
    expect(states.filter(state => !state.includes('Burning'))).toEqual([]);
    await picture('portfolio-burning');

    await checkout.click();
    await page.getByRole('article', { name: 'Availability' }).waitFor();
  });

  it('answers 401 without a token and 404 for what is not there', async () => {
    const paths = ['', '/slos/latency/history', '/assets', '/assets/openslo'];
    for (const path of paths) {
      const known = `${portal.apiUrl}/nthlayer/services/component/default/payment-api${path}`;
      expect((await fetch(known)).status).toBe(401);
      const token = await signIn(portal);
      const unknown = known.replace('payment-api', 'nobody');
      const answer = await fetch(unknown, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(404);
    }
    for (const path of ['services', 'data-sources']) {
      const answer = await fetch(`${portal.apiUrl}/nthlayer/${path}`);
      expect(answer.status).toBe(401);
    }
  });
});
