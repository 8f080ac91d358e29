import { HOUR_MS, MINUTE_MS } from '../profile/durations';
import { SimulatedService } from '../profile/SimulatedService';
import { Category } from './categories';
import { Effects, effectsAt } from './effects';
import { PoissonMean, poissonMean } from './poisson';
import { trafficRate } from './trafficRate';

const { floor, min } = Math; // globals looked up for every minute are slow under Jest

/** Minutes that are remembered: pods are read one after the other, some hours of each. */
const REMEMBERED = 256;

/** What holds for a service from one time until another, at most for a minute. */
export interface Conditions {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Events a second on each serving replica. */
  readonly rate: PoissonMean;
  readonly effects: Effects;
}

function holds(
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  timeMs: number,
): boolean {
  return timeMs >= fromMs && timeMs < untilMs;
}

function servingReplicas(service: SimulatedService, timeMs: number): number {
  const { replicas, daytime } = service.pods;
  const hour = ((floor(timeMs / HOUR_MS) % 24) + 24) % 24;
  return daytime && hour >= daytime.fromHour && hour < daytime.toHour
    ? replicas + daytime.replicas
    : replicas;
}

/** What holds for a service at any time. */
export class ConditionsOverTime {
  private readonly minutes: (Conditions | undefined)[] = Array.from({
    length: REMEMBERED,
  });
  private current: Conditions | undefined;
  private effects: Effects | undefined;

  constructor(
    private readonly service: SimulatedService,
    private readonly categories: readonly Category[],
    private readonly stream: number,
  ) {}

  /** What holds at a time; nothing changes before its `untilMs`. */
  at(timeMs: number): Conditions {
    const { current } = this;
    if (current && holds(current, timeMs)) {
      return current;
    }
    const minute = floor(timeMs / MINUTE_MS);
    const place = minute & (REMEMBERED - 1);
    const known = this.minutes[place];
    const found =
      known && holds(known, timeMs) ? known : this.inMinute(minute, timeMs);
    this.minutes[place] = found;
    this.current = found;
    return found;
  }

  private inMinute(minute: number, timeMs: number): Conditions {
    const { service, stream } = this;
    const effects = this.effectsAt(timeMs);
    const rate = trafficRate(service.traffic, stream, timeMs) * effects.traffic;
    return {
      fromMs: timeMs,
      untilMs: min((minute + 1) * MINUTE_MS, effects.untilMs),
      rate: poissonMean(rate / servingReplicas(service, timeMs)),
      effects,
    };
  }

  private effectsAt(timeMs: number): Effects {
    if (!this.effects || !holds(this.effects, timeMs)) {
      this.effects = effectsAt(this.service, this.categories, timeMs);
    }
    return this.effects;
  }
}
