import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserContext, chromium, Page } from 'playwright-core';
import { findTool } from './tools';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface TestBrowser {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * A fresh profile of the machine's Chromium.
 */
export async function openBrowser(
  options: { colorScheme?: 'light' | 'dark' } = {},
): Promise<TestBrowser> {
  const executablePath = findTool('chromium');
  if (!executablePath) {
    throw new Error('chromium is not on PATH');
  }
  const profile = await mkdtemp(join(tmpdir(), 'nthlayer-chromium-'));
  const context: BrowserContext = await chromium.launchPersistentContext(
    profile,
    {
      executablePath,
      headless: true,
      args: FLAGS,
      viewport: { width: 1360, height: 900 },
      colorScheme: options.colorScheme ?? 'light',
      // the development server would pack 57 MB, only for this machine to unpack them
      extraHTTPHeaders: { 'accept-encoding': 'identity' },
    },
  );
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
