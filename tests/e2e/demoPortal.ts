import { NthlayerClient } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Page } from 'playwright-core';
import { PortalAddress, signIn } from '../harness/portal';
import { waitFor } from '../harness/waitFor';

const VARIABLE = 'NTHLAYER_TEST_PORTAL';

/** The portal, and a folder whose folders the catalog reads like those of `examples`. */
export interface DemoPortal extends PortalAddress {
  readonly services: string;
}

/** Tells the test files of this folder where the portal is that they share. */
export function announcePortal({ url, apiUrl, services }: DemoPortal): void {
  process.env[VARIABLE] = JSON.stringify({ url, apiUrl, services });
}

/** The portal that was started for all test files of this folder; without one there are only skipped tests. */
export function demoPortal(): DemoPortal {
  const found: Partial<DemoPortal> = JSON.parse(process.env[VARIABLE] ?? '{}');
  return { url: '', apiUrl: '', services: '', ...found };
}

/** The API as a guest sees it. */
export async function guestApi(portal: PortalAddress): Promise<NthlayerClient> {
  const token = await signIn(portal);
  return new NthlayerClient({
    discoveryApi: {
      getBaseUrl: async id => `${portal.apiUrl}/${id}`,
    },
    fetchApi: {
      fetch: (input, init) => {
        const request = new Request(input, init);
        request.headers.set('authorization', `Bearer ${token}`);
        return fetch(request);
      },
    },
  });
}

/** The catalog reads its files in the first seconds, and its page asks for them once. */
async function untilCatalogIsRead(portal: PortalAddress): Promise<void> {
  const headers = { authorization: `Bearer ${await signIn(portal)}` };
  const entity = `${portal.apiUrl}/catalog/entities/by-name/component/default/payment-api`;
  await waitFor(
    'the catalog',
    async () => (await fetch(entity, { headers })).ok || undefined,
    { timeoutMs: 120_000, intervalMs: 500 },
  );
}

/** A busy machine takes long to load all of the development bundle. */
const FIRST_LOAD = { timeout: 120_000 };

/** Signs in as a guest, and sees the catalog. */
export async function enter(page: Page, portal: PortalAddress): Promise<void> {
  await untilCatalogIsRead(portal);
  await page.goto(portal.url, FIRST_LOAD);
  await page.getByRole('button', { name: 'Enter' }).click(FIRST_LOAD);
  await page.getByRole('link', { name: 'Payment API' }).waitFor(FIRST_LOAD);
}

/** Goes to an address as a link of the portal does. Loading all of it anew for each would take most of the time. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}
