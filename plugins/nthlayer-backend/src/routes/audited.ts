import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';

/** What is written to the audit log, by its id there; the page about operating has the same list. */
export const AUDIT_EVENTS = [
  'backfill-retry',
  'exclusion-create',
  'exclusion-delete',
] as const;

/** An event that is one of them. */
type AuditEvent = AuditorServiceCreateEventOptions & {
  readonly eventId: (typeof AUDIT_EVENTS)[number];
};

/** Does something that is written to the audit log, whether it succeeds or not. */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditEvent,
  work: () => Promise<{
    result: T;
    meta?: AuditorServiceCreateEventOptions['meta'];
  }>,
): Promise<T> {
  const auditing = await auditor.createEvent(event);
  try {
    const { result, meta } = await work();
    await auditing.success({ meta });
    return result;
  } catch (error) {
    await auditing.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
