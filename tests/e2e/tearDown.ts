import { rm } from 'node:fs/promises';
import { running } from './running';

export default async function tearDown(): Promise<void> {
  await running.portal?.stop();
  running.html?.close();
  if (running.services !== undefined) {
    await rm(running.services, { recursive: true, force: true });
  }
}
