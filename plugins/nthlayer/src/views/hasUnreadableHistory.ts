import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Whether history of some SLO was given up. */
export function hasUnreadableHistory({
  diagnostics,
}: Pick<ReadyServiceDto, 'diagnostics'>): boolean {
  return diagnostics.some(({ code }) => code === 'history-unreadable');
}
