import { SECOND_MS } from '../profile/durations';
import { kindOf } from '../kinds/kinds';
import { SimulatedService } from '../profile/SimulatedService';
import { categoriesOf, Category } from './categories';
import { Conditions, conditionsAt } from './conditions';
import { latencyAt } from './latency';
import { drawPoisson, PoissonMean, poissonMean } from './poisson';
import { combine, hashText, uniform } from './random';

const COUNT_STREAM = 1;
const CATEGORY_STREAM = 2;
const LATENCY_STREAM = 3;

/**
 * The events of a service, by replica and slot. Slot k is the second that begins at k × 1000 ms; its events happen
 * at its end. Every slot is drawn on its own, from the seed, the service, the replica and k, so any of them can be
 * had without the ones before it.
 */
export class EventSource {
  readonly categories: readonly Category[];
  /** Category of each event of the slot drawn last. */
  category = new Uint16Array(64);
  /** Duration in microseconds of each event of the slot drawn last, when asked for. */
  latencyUs = new Float64Array(64);

  /** Whether durations of its events are shown. */
  readonly showsDurations: boolean;

  private readonly stream: number;
  private readonly replicaStreams: number[] = [];
  private conditions: Conditions | undefined;
  private mean: PoissonMean = poissonMean(0);

  constructor(private readonly service: SimulatedService, seed: number) {
    this.categories = categoriesOf(service);
    this.showsDurations = kindOf(service.kind).durations !== undefined;
    this.stream = combine(hashText(service.name), seed);
  }

  /** Draws a slot and tells how many events it has. */
  draw(replica: number, slot: number, withLatency: boolean): number {
    const conditions = this.conditionsAt(slot * SECOND_MS);
    if (conditions.ratePerReplica === 0) {
      return 0;
    }
    const stream = combine(this.streamOf(replica), slot);
    const count = drawPoisson(this.mean, combine(stream, COUNT_STREAM));
    if (count === 0) {
      return 0;
    }
    if (count > this.category.length) {
      this.category = new Uint16Array(2 * count);
      this.latencyUs = new Float64Array(2 * count);
    }
    this.drawCategories(conditions, combine(stream, CATEGORY_STREAM), count);
    if (withLatency) {
      this.drawLatencies(conditions, combine(stream, LATENCY_STREAM), count);
    }
    return count;
  }

  private streamOf(replica: number): number {
    const known = this.replicaStreams[replica];
    if (known !== undefined) {
      return known;
    }
    const stream = combine(this.stream, replica);
    this.replicaStreams[replica] = stream;
    return stream;
  }

  private conditionsAt(timeMs: number): Conditions {
    const known = this.conditions;
    if (known && timeMs >= known.fromMs && timeMs < known.untilMs) {
      return known;
    }
    const fresh = conditionsAt(
      this.service,
      this.categories,
      this.stream,
      timeMs,
    );
    this.conditions = fresh;
    this.mean = poissonMean(fresh.ratePerReplica);
    return fresh;
  }

  private drawCategories(
    { cumulative }: Conditions,
    stream: number,
    count: number,
  ): void {
    const last = cumulative.length - 1;
    for (let i = 0; i < count; i++) {
      const u = uniform(stream, i);
      let category = 0;
      while (category < last && u >= cumulative[category]) {
        category += 1;
      }
      this.category[i] = category;
    }
  }

  private drawLatencies(
    { slowness }: Conditions,
    stream: number,
    count: number,
  ): void {
    for (let i = 0; i < count; i++) {
      const { route } = this.categories[this.category[i]];
      this.latencyUs[i] = latencyAt(
        this.service.routes[route].latency,
        uniform(stream, i),
        slowness[route],
      );
    }
  }
}
