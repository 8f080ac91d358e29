import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';

/** Does something that is written to the audit log, whether it succeeds or not. */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
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
