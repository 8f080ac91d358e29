import { ShapeQuery } from '@nthlayer/engine';
import { PrometheusClient } from '../client/prometheusClient';
import { RangeQuery } from '../client/RangeQuery';
import { Turns } from './Turns';

/** Queries of shapes that are asked for again and again. They are long, and printed one at a time. */
export class RangeQueries {
  readonly #client: PrometheusClient;
  readonly #turns: Turns;
  readonly #known = new WeakMap<ShapeQuery, Promise<RangeQuery>>();

  static create(options: {
    client: PrometheusClient;
    turns: Turns;
  }): RangeQueries {
    return new RangeQueries(options.client, options.turns);
  }

  private constructor(client: PrometheusClient, turns: Turns) {
    this.#client = client;
    this.#turns = turns;
  }

  of(shape: ShapeQuery): Promise<RangeQuery> {
    const known = this.#known.get(shape) ?? this.#print(shape);
    this.#known.set(shape, known);
    return known;
  }

  async #print({ expression }: ShapeQuery): Promise<RangeQuery> {
    await this.#turns.take();
    return this.#client.rangeQuery(expression);
  }
}
