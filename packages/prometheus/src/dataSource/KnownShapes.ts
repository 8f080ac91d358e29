import { ShapeQuery, shapeQueries, SliRequest } from '@nthlayer/engine';

interface ShapeOptions {
  readonly stepMs: number;
  readonly maxValuesPerQuery: number;
}

interface AskedShapes {
  readonly options: ShapeOptions;
  readonly requests: ReadonlyMap<string, SliRequest>;
  readonly shapes: readonly ShapeQuery[];
  /** Keys of requests that no query answers. */
  readonly unread: readonly string[];
}

/** The queries of lists that are asked for again and again. They are worked out once for a list, which must not change. */
export class KnownShapes {
  readonly #known = new WeakMap<readonly SliRequest[], AskedShapes>();

  static create(): KnownShapes {
    return new KnownShapes();
  }

  private constructor() {}

  of(slis: readonly SliRequest[], options: ShapeOptions): AskedShapes {
    const known = this.#known.get(slis);
    if (
      known?.options.stepMs === options.stepMs &&
      known.options.maxValuesPerQuery === options.maxValuesPerQuery
    ) {
      return known;
    }
    const shapes = shapeQueries(slis, options);
    const answered = new Set(shapes.flatMap(({ keys }) => keys));
    const asked = {
      options,
      requests: new Map(slis.map(request => [request.key, request])),
      shapes,
      unread: slis.map(({ key }) => key).filter(key => !answered.has(key)),
    };
    this.#known.set(slis, asked);
    return asked;
  }
}
