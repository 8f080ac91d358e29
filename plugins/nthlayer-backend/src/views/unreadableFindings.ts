import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetWindows } from '@nthlayer/engine';
import { UnreadableStretch } from '../backfill/BackfillStore';
import { ActiveSlo } from '../slos/SloStore';

/** A finding on every stretch of history that was given up and that the budget of its SLO would be made of. */
export function unreadableFindings(
  active: readonly ActiveSlo[],
  stretches: readonly UnreadableStretch[],
  nowMs: number,
): Diagnostic[] {
  return active.flatMap(({ sliRevisionId, slo }) => {
    const { startMs } = budgetWindows(slo, nowMs).budget;
    return stretches
      .filter(
        stretch =>
          stretch.sliRevisionId === sliRevisionId && stretch.endMs > startMs,
      )
      .map(stretch => ({
        severity: 'warning' as const,
        code: 'history-unreadable',
        path: `slos.${slo.name}`,
        summary: `What "${slo.name}" counted from ${text(
          stretch.startMs,
        )} to ${text(stretch.endMs)} could not be read and stays unknown.`,
        detail: `The data source was asked again and again for more than a day while it answered for newer times: ${stretch.problem.message} It is asked once more after "Read history again" in the Reliability tab, or POST …/backfill on this service.`,
      }));
  });
}

function text(ms: number): string {
  return new Date(ms).toISOString();
}
