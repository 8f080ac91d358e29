import { Page } from 'playwright-core';
import { PortalAddress } from '../harness/portal';

const VARIABLE = 'NTHLAYER_TEST_PORTAL';

/** Tells the test files of this folder where the portal is that they share. */
export function announcePortal({ url, apiUrl }: PortalAddress): void {
  process.env[VARIABLE] = JSON.stringify({ url, apiUrl });
}

/** The portal that was started for all test files of this folder; without one there are only skipped tests. */
export function demoPortal(): PortalAddress {
  const { url = '', apiUrl = '' }: Partial<PortalAddress> = JSON.parse(
    process.env[VARIABLE] ?? '{}',
  );
  return { url, apiUrl };
}

/** Signs in as a guest and waits for the catalog. */
export async function enter(page: Page, { url }: PortalAddress): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page
    .getByRole('link', { name: 'Payment API' })
    .waitFor({ timeout: 120_000 });
}
