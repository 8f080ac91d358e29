import { ShapeQuery } from '@nthlayer/engine';
import { PrometheusClient } from '../client/prometheusClient';
import { RangeQuery } from '../client/RangeQuery';
import { Turns } from './Turns';

/** Whom queries are sent by, and in whose turns. */
export interface RangeQueriesOptions {
  readonly client: PrometheusClient;
  readonly turns: Turns;
}

/** Queries of shapes. They are long, and printed one at a time; those of a list that is asked for again and again are kept. */
export class RangeQueries {
  readonly #options: RangeQueriesOptions;
  /** None as long as it has not been asked for. */
  readonly #kept: Map<ShapeQuery, Promise<RangeQuery> | undefined>;

  static create(
    shapes: readonly ShapeQuery[],
    options: RangeQueriesOptions,
  ): RangeQueries {
    return new RangeQueries(shapes, options);
  }

  private constructor(
    shapes: readonly ShapeQuery[],
    options: RangeQueriesOptions,
  ) {
    this.#options = options;
    this.#kept = new Map(shapes.map(shape => [shape, undefined]));
  }

  /** Of one of the list or, not kept, of a part of one. */
  of(shape: ShapeQuery): Promise<RangeQuery> {
    const query = this.#kept.get(shape) ?? this.#print(shape);
    if (this.#kept.has(shape)) {
      this.#kept.set(shape, query);
    }
    return query;
  }

  async #print({ expression }: ShapeQuery): Promise<RangeQuery> {
    await this.#options.turns.take();
    return this.#options.client.rangeQuery(expression);
  }
}
