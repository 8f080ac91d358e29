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

/** Signs in as a guest and waits for the catalog. */
export async function enter(page: Page, { url }: PortalAddress): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Enter' }).click();
  // the catalog reads its files in the first seconds, and its page asks for them once
  await waitFor(
    'the catalog',
    async () => {
      const link = page.getByRole('link', { name: 'Payment API' });
      await link.waitFor({ timeout: 10_000 }).catch(async error => {
        await page.reload();
        throw error;
      });
      return true;
    },
    { timeoutMs: 120_000 },
  );
}
