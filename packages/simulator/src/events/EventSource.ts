import { SECOND_MS } from '../profile/durations';
import { kindOf } from '../kinds/kinds';
import { SimulatedService } from '../profile/SimulatedService';
import { categoriesOf, Category } from './categories';
import { ConditionsOverTime } from './Conditions';
import { Effects } from './effects';
import { LatencyCurve } from './latency';
import { drawPoisson, isNever, PoissonMean } from './poisson';
import {
  combine,
  firstUniform,
  fold,
  hashText,
  spread,
  STRIDE,
} from './random';

const { ceil, floor, min } = Math; // globals looked up for every draw are slow under Jest

const COUNT_STREAM = 1;
const CATEGORY_STREAM = 2;
const LATENCY_STREAM = 3;
/** Slots that are as many times this are told apart by their lower 32 bits alone. */
const HIGH = 0x1_0000_0000;

/**
 * The events of a service, by replica and slot. Slot k is the second that begins at k × 1000 ms; its events happen
 * at its end. Every slot is drawn on its own, from the seed, the service, the replica and k, so any of them can be
 * had without the ones before it.
 */
export class EventSource {
  readonly categories: readonly Category[];
  /** Category of each event of the slots drawn last. */
  category = new Uint16Array(64);
  /** Duration in microseconds of each event of the slots drawn last, when asked for. */
  latencyUs = new Float64Array(64);
  /** The slot that comes after those drawn last. */
  drawnUntil = 0;

  /** Whether durations of its events are shown. */
  readonly showsDurations: boolean;

  private categoryStreams = new Int32Array(64);
  private latencyStreams = new Int32Array(64);
  private readonly stream: number;
  private readonly replicaStreams: number[] = [];
  private readonly conditions: ConditionsOverTime;
  /** By category. */
  private readonly curves: readonly LatencyCurve[];

  constructor(service: SimulatedService, seed: number) {
    this.categories = categoriesOf(service);
    this.showsDurations = kindOf(service.kind).durations !== undefined;
    this.stream = combine(hashText(service.name), seed);
    this.conditions = new ConditionsOverTime(
      service,
      this.categories,
      this.stream,
    );
    const curves = service.routes.map(route => new LatencyCurve(route.latency));
    this.curves = this.categories.map(({ route }) => curves[route]);
  }

  /**
   * Draws slots from one until just before another, or `drawnUntil`, where conditions change. Tells how many events
   * they have.
   */
  draw(
    replica: number,
    slot: number,
    endSlot: number,
    withLatency: boolean,
  ): number {
    const { rate, effects, untilMs } = this.conditions.at(slot * SECOND_MS);
    const high = floor(slot / HIGH);
    const end = min(endSlot, ceil(untilMs / SECOND_MS), (high + 1) * HIGH);
    this.drawnUntil = end;
    if (isNever(rate)) {
      return 0;
    }
    const stream = spread(this.streamOf(replica) + high);
    const count = this.drawCounts(rate, stream, slot, end);
    this.drawCategories(effects, count);
    if (withLatency) {
      this.drawLatencies(effects, count);
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

  /** Draws how many events some slots have, and finds the stream of each. */
  private drawCounts(
    rate: PoissonMean,
    replicaStream: number,
    fromSlot: number,
    endSlot: number,
  ): number {
    let events = 0;
    for (let slot = fromSlot; slot < endSlot; slot++) {
      const stream = spread(fold(replicaStream, slot));
      const count = drawPoisson(rate, fold(stream, COUNT_STREAM));
      if (count > 0) {
        this.addStreams(stream, events, count);
        events += count;
      }
    }
    return events;
  }

  private addStreams(stream: number, from: number, count: number): void {
    const end = from + count;
    if (end > this.category.length) {
      this.grow(end);
    }
    const { categoryStreams, latencyStreams } = this;
    let categoryStream = fold(stream, CATEGORY_STREAM);
    let latencyStream = fold(stream, LATENCY_STREAM);
    for (let event = from; event < end; event++) {
      categoryStreams[event] = categoryStream;
      latencyStreams[event] = latencyStream;
      categoryStream = (categoryStream + STRIDE) | 0;
      latencyStream = (latencyStream + STRIDE) | 0;
    }
  }

  private grow(events: number): void {
    const { categoryStreams, latencyStreams } = this;
    this.category = new Uint16Array(2 * events);
    this.latencyUs = new Float64Array(2 * events);
    this.categoryStreams = new Int32Array(2 * events);
    this.latencyStreams = new Int32Array(2 * events);
    this.categoryStreams.set(categoryStreams);
    this.latencyStreams.set(latencyStreams);
  }

  private drawCategories({ categories }: Effects, count: number): void {
    const { category, categoryStreams } = this;
    for (let i = 0; i < count; i++) {
      category[i] = categories.partAt(firstUniform(categoryStreams[i]));
    }
  }

  private drawLatencies({ slowness }: Effects, count: number): void {
    const { category, curves, latencyStreams, latencyUs } = this;
    for (let i = 0; i < count; i++) {
      const of = category[i];
      const share = firstUniform(latencyStreams[i]);
      latencyUs[i] = curves[of].at(share, slowness[of]);
    }
  }
}
