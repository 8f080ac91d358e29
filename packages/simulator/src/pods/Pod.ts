import { DAY_MS, HOUR_MS } from '../profile/durations';
import { Interval } from '../profile/schedule';
import { SimulatedService } from '../profile/SimulatedService';
import { podName } from './podName';

/** One pod. Its times are (start, end]: what happens at `endMs` still belongs to it. */
export interface Pod {
  readonly name: string;
  readonly replica: number;
  readonly life: Interval;
  /** When it gets traffic; within its life. */
  readonly serving: Interval;
}

function podOf(
  service: SimulatedService,
  replica: number,
  generation: number,
  serving: Interval,
): Pod {
  const { startupMs, drainMs } = service.pods;
  return {
    name: podName(service.name, replica, generation),
    replica,
    serving,
    life: {
      startMs: serving.startMs - startupMs,
      endMs: serving.endMs + drainMs,
    },
  };
}

function rolledOutPods(
  service: SimulatedService,
  replica: number,
  fromMs: number,
  toMs: number,
): Pod[] {
  const { everyMs, offsetMs, staggerMs } = service.pods.rollout;
  const offset = offsetMs + replica * staggerMs;
  const last = Math.floor((toMs - offset) / everyMs);
  const pods: Pod[] = [];
  for (
    let generation = Math.floor((fromMs - offset) / everyMs);
    generation <= last;
    generation++
  ) {
    const startMs = offset + generation * everyMs;
    pods.push(
      podOf(service, replica, generation, {
        startMs,
        endMs: startMs + everyMs,
      }),
    );
  }
  return pods;
}

function daytimePods(
  service: SimulatedService,
  fromMs: number,
  toMs: number,
): Pod[] {
  const { replicas, daytime } = service.pods;
  if (!daytime) {
    return [];
  }
  const pods: Pod[] = [];
  for (
    let day = Math.floor(fromMs / DAY_MS);
    day <= Math.floor(toMs / DAY_MS);
    day++
  ) {
    for (let extra = 0; extra < daytime.replicas; extra++) {
      pods.push(
        podOf(service, replicas + extra, day, {
          startMs: day * DAY_MS + daytime.fromHour * HOUR_MS,
          endMs: day * DAY_MS + daytime.toHour * HOUR_MS,
        }),
      );
    }
  }
  return pods;
}

/** The pods whose life touches [fromMs, toMs], by replica and time. */
export function podsIn(
  service: SimulatedService,
  fromMs: number,
  toMs: number,
): Pod[] {
  const { replicas, startupMs, drainMs } = service.pods;
  const earliest = fromMs - drainMs;
  const latest = toMs + startupMs;
  const always = Array.from({ length: replicas }, (_, replica) =>
    rolledOutPods(service, replica, earliest, latest),
  );
  return [...always.flat(), ...daytimePods(service, earliest, latest)].filter(
    ({ life }) => life.startMs <= toMs && life.endMs >= fromMs,
  );
}
