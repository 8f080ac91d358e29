import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { openBrowser, TestBrowser } from '../harness/browser';
import { describeWith } from '../harness/tools';
import { waitFor } from '../harness/waitFor';
import { demoPortal, enter, follow, guestApi } from './demoPortal';

const pictures = resolve(
  ...[__dirname, '..', '..', '.cache', 'test', 'screenshots'],
);

describeWith('chromium')('a template', () => {
  const portal = demoPortal();
  let browser: TestBrowser;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await openBrowser();
    await enter(browser.page, portal);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
  });

  async function picture(name: string) {
    await browser.page.screenshot({
      path: join(pictures, `${name}.png`),
      fullPage: true,
    });
  }

  async function choose(field: string, typed: string, option: string | RegExp) {
    const { page } = browser;
    await page.getByLabel(field).first().fill(typed);
    await page.getByRole('option', { name: option }).first().click();
  }

  async function press(name: string) {
    await browser.page.getByRole('button', { name, exact: true }).click();
  }

  async function openTemplate(title: string) {
    const { page } = browser;
    const sidebar = page.getByTestId('sidebar-root');
    await sidebar.getByRole('link', { name: 'Create' }).click();
    const card = page.getByTestId('template-card-actions--create');
    await page.getByText(title).waitFor({ timeout: 60_000 });
    await picture('templates');
    await card.nth(title.startsWith('Add') ? 0 : 1).click();
    await page.getByRole('heading', { name: title }).waitFor();
  }

  /** The files of the finished task, as a reader would copy them. */
  async function shownFiles(): Promise<Record<string, string>> {
    const output = browser.page.getByTestId('text-output-box');
    await output.locator('pre code').first().waitFor();
    const names = await output.locator('h4').allTextContents();
    const contents = await output.locator('pre code').allTextContents();
    return Object.fromEntries(names.map((name, i) => [name, contents[i]]));
  }

  it('adds reliability to a service, and shows the files', async () => {
    const { page } = browser;
    await openTemplate('Add reliability to an existing service');
    await choose('Service', 'legacy', /Legacy billing/);
    await picture('template-form');
    await press('Next');
    await page.getByText('My own').click();
    await page.getByLabel('Availability target').fill('99.5');
    await press('Next');
    await page.getByText('leave empty if there are none').waitFor();
    await press('Review');
    await page.getByText('component:default/legacy-billing').waitFor();
    await picture('template-review');
    await press('Create');

    await page.getByRole('heading', { name: 'Your files' }).waitFor();
    const files = await shownFiles();
    await picture('template-task');
    expect(parse(files['catalog-info.yaml'])).toEqual({
      metadata: {
        annotations: {
          'nthlayer.dev/tier': 'standard',
          'nthlayer.dev/spec': './nthlayer.yaml',
        },
      },
    });
    expect(parse(files['nthlayer.yaml']).spec).toEqual({
      slos: [
        { preset: 'availability', target: 99.5 },
        { preset: 'latency', target: 99, threshold: '500ms' },
      ],
    });

    await page.getByText('Generated stack').click();
    await page.getByRole('heading', { name: 'Generated stack' }).waitFor();
    expect(Object.keys(await shownFiles())).toEqual(
      ['openslo.yaml', 'rules.yaml', 'rules.test.yaml', 'dashboard.json'].map(
        name => `reliability/legacy-billing/${name}`,
      ),
    );
  });

  it('makes a service whose copied files the catalog picks up for its tab', async () => {
    const { page } = browser;
    await openTemplate('New service with reliability');
    await page.getByLabel('Name').fill('refund-api');
    await choose('Owner', 'payments', /payments/i);
    await press('Next');
    await page.getByText('Which objectives?').waitFor();
    await press('Next');
    await press('Review');
    await press('Create');
    await page.getByRole('heading', { name: 'Your files' }).waitFor();

    const folder = join(portal.services, 'refund-api');
    mkdirSync(folder);
    for (const [name, content] of Object.entries(await shownFiles())) {
      writeFileSync(join(folder, name), content);
    }
    const api = await guestApi(portal);
    const target = {
      kind: 'component',
      namespace: 'default',
      name: 'refund-api',
    };
    const service = await waitFor(
      'the new service',
      async () => {
        const answer = await api.getService(target);
        return answer.state === 'ready' ? answer : undefined;
      },
      { timeoutMs: 180_000, intervalMs: 1_000 },
    );
    expect(service.diagnostics).toEqual([]);
    expect(service.slos.map(({ name }) => name).sort()).toEqual([
      'availability',
      'latency',
    ]);
    await follow(page, '/catalog/default/component/refund-api/reliability');
    await page.getByText('99.9 % of requests succeed').first().waitFor();
    await page.getByText('nthlayer.yaml', { exact: true }).waitFor();
    await picture('template-tab');
  });
});
