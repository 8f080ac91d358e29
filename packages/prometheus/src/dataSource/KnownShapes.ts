import { setImmediate } from 'node:timers/promises';
import { ShapeQuery, shapeQuerySteps, SliRequest } from '@nthlayer/engine';
import { RangeQueries, RangeQueriesOptions } from './RangeQueries';

interface AskedOptions {
  readonly stepMs: number;
  readonly maxValuesPerQuery: number;
}

/** The queries of a list of requests. */
export interface AskedShapes {
  readonly requests: ReadonlyMap<string, SliRequest>;
  readonly shapes: readonly ShapeQuery[];
  readonly ranges: RangeQueries;
  /** Keys of requests that no query answers. */
  readonly unread: readonly string[];
}

interface KnownList {
  readonly slis: readonly SliRequest[];
  readonly options: AskedOptions;
  readonly asked: Promise<AskedShapes>;
}

/** The queries of lists that are asked for again and again. They are worked out once for a list, which must not change. */
export class KnownShapes {
  readonly #options: RangeQueriesOptions;
  readonly #known = new WeakMap<readonly SliRequest[], KnownList>();
  /** The last one, as a rule that of ticks: what hangs on weak maps alone is marked in the pause of a garbage collection. */
  #latest: KnownList | undefined;

  static create(options: RangeQueriesOptions): KnownShapes {
    return new KnownShapes(options);
  }

  private constructor(options: RangeQueriesOptions) {
    this.#options = options;
  }

  of(slis: readonly SliRequest[], options: AskedOptions): Promise<AskedShapes> {
    const before =
      this.#latest?.slis === slis ? this.#latest : this.#known.get(slis);
    const known =
      before?.options.stepMs === options.stepMs &&
      before.options.maxValuesPerQuery === options.maxValuesPerQuery
        ? before
        : { slis, options, asked: this.#workOut(slis, options) };
    this.#known.set(slis, known);
    this.#latest = known;
    return known.asked;
  }

  async #workOut(
    slis: readonly SliRequest[],
    options: AskedOptions,
  ): Promise<AskedShapes> {
    const steps = shapeQuerySteps(slis, options);
    let step = steps.next();
    while (!step.done) {
      await setImmediate();
      step = steps.next();
    }
    const shapes = step.value;
    await setImmediate();
    const answered = new Set(shapes.flatMap(({ keys }) => keys));
    const unread = slis.map(({ key }) => key).filter(key => !answered.has(key));
    await setImmediate();
    const requests = new Map(slis.map(request => [request.key, request]));
    const ranges = RangeQueries.create(shapes, this.#options);
    return { requests, shapes, ranges, unread };
  }
}
