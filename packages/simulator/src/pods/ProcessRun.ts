import { SECOND_MS } from '../profile/durations';
import { Interval, momentsIn } from '../profile/schedule';
import { SimulatedService } from '../profile/SimulatedService';
import { Pod } from './Pod';

/** A process from its start to its end: what counters count over. Times are (start, end]. */
export interface ProcessRun extends Interval {
  readonly replica: number;
  /** The slots that it counts: from `firstSlot` until just before `endSlot`. */
  readonly firstSlot: number;
  readonly endSlot: number;
}

/** Slots that end after one time and at or before another. */
function slotsOf(startMs: number, endMs: number): [number, number] {
  const firstSlot = Math.floor(startMs / SECOND_MS);
  return [firstSlot, Math.max(firstSlot, Math.floor(endMs / SECOND_MS))];
}

/** The first slot that has not ended at a time. */
export function slotAt(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS);
}

/** The processes of a pod, in order; every restart begins another. */
export function processRuns(service: SimulatedService, pod: Pod): ProcessRun[] {
  const { life, serving, replica } = pod;
  const restarts = service.incidents.flatMap(incident =>
    incident.kind === 'restart' &&
    (incident.replicas?.includes(replica) ?? true)
      ? momentsIn(incident.when, life.startMs, life.endMs - 1)
      : [],
  );
  const starts = [
    life.startMs,
    ...[...new Set(restarts)].sort((a, b) => a - b),
  ];
  return starts.map((startMs, i) => {
    const endMs = starts[i + 1] ?? life.endMs;
    const [firstSlot, endSlot] = slotsOf(
      Math.max(startMs, serving.startMs),
      Math.min(endMs, serving.endMs),
    );
    return { replica, startMs, endMs, firstSlot, endSlot };
  });
}
