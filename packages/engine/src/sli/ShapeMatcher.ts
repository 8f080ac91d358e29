import {
  GroupLabels,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SliTiles } from '../ports';
import { countTiles } from './countTiles';
import { MatrixColumns } from './matrixRow';
import { KeyedMember, RowPlan, RowPlanner } from './RowPlan';
import { Shape } from './shape';
import { TileTable } from './tileTable';

/**
 * What one query says about its SLIs. `repairs` are tiles in which a series, or its whole group with
 * other series, came back after more than the expression looks back (1 h), so that its events are missing: read raw samples of the day before and
 * use `tilesFromSamples`.
 *
 * @public
 */
export interface ShapeAnswer {
  readonly slis: readonly SliTiles[];
  /** In place of `slis`, where rows were given in columns. */
  readonly table?: TileTable;
  readonly repairs: readonly {
    readonly key: string;
    readonly group: GroupLabels;
    readonly tileStartMs: number;
  }[];
}

/** Matches rows back to the SLIs that one query is made for. */
export class ShapeMatcher {
  readonly #shape: Shape;
  readonly #keys: readonly string[];
  readonly #planner: RowPlanner;
  /** The latest one. */
  #plan: { of: MatrixColumns['labels']; plan: RowPlan } | undefined;

  constructor(shape: Shape, members: readonly KeyedMember[]) {
    this.#shape = shape;
    this.#keys = members.flatMap(({ keys }) => keys);
    this.#planner = new RowPlanner(shape, members);
  }

  answer(
    columns: MatrixColumns,
    range: TileRange,
  ): { table: TileTable; repairs: ShapeAnswer['repairs'] } {
    const plan = this.#planOf(columns.labels);
    const { series } = plan;
    const { returned, ...counts } = countTiles(columns, plan, {
      range,
      shape: this.#shape,
    });
    const { startMs, stepMs } = range;
    return {
      table: { keys: this.#keys, series, range, ...counts },
      repairs: returned.map(at => ({
        ...series[Math.floor(at / counts.tiles)],
        tileStartMs: startMs + (at % counts.tiles) * stepMs,
      })),
    };
  }

  /** False where the labels are those of the last answer, for which all is known. */
  prepare(labels: MatrixColumns['labels']): boolean {
    const before = this.#plan?.plan;
    return this.#planOf(labels) !== before;
  }

  #planOf(labels: MatrixColumns['labels']): RowPlan {
    if (this.#plan?.of !== labels) {
      this.#plan = { of: labels, plan: this.#planner.plan(labels) };
    }
    return this.#plan.plan;
  }
}
