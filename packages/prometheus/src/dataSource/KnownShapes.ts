import { setImmediate } from 'node:timers/promises';
import { ShapeQuery, shapeQuerySteps, SliRequest } from '@nthlayer/engine';

interface AskedOptions {
  readonly stepMs: number;
  readonly maxValuesPerQuery: number;
}

/** The queries of a list of requests. */
export interface AskedShapes {
  readonly requests: ReadonlyMap<string, SliRequest>;
  readonly shapes: readonly ShapeQuery[];
  /** Keys of requests that no query answers. */
  readonly unread: readonly string[];
}

interface KnownList {
  readonly options: AskedOptions;
  readonly asked: Promise<AskedShapes>;
}

/** The queries of lists that are asked for again and again. They are worked out once for a list, which must not change. */
export class KnownShapes {
  readonly #known = new WeakMap<readonly SliRequest[], KnownList>();

  static create(): KnownShapes {
    return new KnownShapes();
  }

  private constructor() {}

  of(slis: readonly SliRequest[], options: AskedOptions): Promise<AskedShapes> {
    const known = this.#known.get(slis);
    if (
      known?.options.stepMs === options.stepMs &&
      known.options.maxValuesPerQuery === options.maxValuesPerQuery
    ) {
      return known.asked;
    }
    const asked = workOut(slis, options);
    this.#known.set(slis, { options, asked });
    return asked;
  }
}

async function workOut(
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
  return { requests, shapes, unread };
}
