import { running } from './running';

export default async function tearDown(): Promise<void> {
  await running.portal?.stop();
  running.html?.close();
}
