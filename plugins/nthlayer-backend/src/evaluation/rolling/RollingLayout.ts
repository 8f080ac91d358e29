import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { allowedErrorRatio } from '@nthlayer/engine';
import { leftOutLabels } from '../../slos/leftOutLabels';
import { ActiveSlo } from '../../slos/SloStore';
import { withoutNoData } from '../../slos/withoutNoData';
import { mapPausing, startPausing } from '../../startPausing';
import { StatusLayout, StatusOwner } from '../../statuses/StatusLayout';
import { TileGroup } from '../../tiles/TileStore';
import type { KeptSlices } from '../slices/SliceLedger';
import { RollingBlock, RollingPlace } from './RollingBlocks';
import { WindowShape } from './SloWindows';

/** A group with the sums of its SLO's windows. */
export interface RollingGroup {
  readonly group: TileGroup;
  /** None for an SLO that counts slices of time: they are cut from tiles. */
  readonly place?: RollingPlace;
  /** Where nothing is known of the windows, the newest tile before them. */
  readonly olderTileMs?: number;
  /** Once they have been read, as long as tiles come in order. */
  slices?: KeptSlices;
}

/** What is in memory of an SLO. */
export interface RolledSlo {
  readonly shape: WindowShape;
  readonly groups: readonly RollingGroup[];
  /** Why not all groups could be read. */
  readonly problem?: unknown;
}

/** Of what a status is made. */
export interface RollingRow {
  /** Its place in the list of SLOs. */
  readonly slo: number;
  readonly shape: WindowShape;
  /** None where nothing was ever known of the SLO, or of what is left out of it. */
  readonly rolling?: RollingGroup;
  /** Stands for all groups that are left out, or for all while none was seen: nothing is known of them, whatever the SLO says of missing data. */
  readonly leftOut?: GroupLabels;
}

/** Rows of which sums stand side by side in one block. */
export interface RollingRun {
  /** Of the first one, in the list of rows that was asked for. */
  readonly at: number;
  readonly count: number;
  readonly block: RollingBlock;
  /** The first one. */
  readonly member: number;
}

/** The groups of all SLOs that are evaluated together: a row each, those of an SLO next to each other. */
export class RollingLayout {
  readonly statuses: StatusLayout;
  readonly rows: readonly RollingRow[];
  /** Numbers of all rows. */
  readonly all: readonly number[];
  /** Those without sums in memory. */
  readonly unsummed: readonly number[];
  /** Of every row the error ratio that is allowed; `NaN` where more than that and events decides its status. */
  readonly allowed: Float64Array;
  /** Of SLOs that have no rows, since something of them could not be read. */
  readonly problems: ReadonlyMap<number, unknown>;
  #slos: readonly ActiveSlo[];
  readonly #runs = new WeakMap<readonly number[], readonly RollingRun[]>();

  /** `slos` is what is in memory of `active`. Others may come in while it is worked out. */
  static async create(
    active: readonly ActiveSlo[],
    slos: readonly RolledSlo[],
  ): Promise<RollingLayout> {
    const problems = new Map<number, unknown>();
    const rows = await mapPausing(slos.entries(), ([slo, rolled]) => {
      if (rolled.problem !== undefined) {
        problems.set(slo, rolled.problem);
        return [];
      }
      return rowsOf(slo, active[slo], rolled);
    });
    const all = rows.flat();
    const owners = await mapPausing(all, row => ownerOf(row, active[row.slo]));
    const statuses = await new StatusLayout(owners).prepare();
    const layout = new RollingLayout(active, all, { problems, statuses });
    await startPausing()();
    layout.runsOf(layout.all);
    return layout;
  }

  private constructor(
    slos: readonly ActiveSlo[],
    rows: readonly RollingRow[],
    { problems, statuses }: Pick<RollingLayout, 'problems' | 'statuses'>,
  ) {
    this.#slos = slos;
    this.rows = rows;
    this.all = [...rows.keys()];
    this.unsummed = this.all.filter(row => !rows[row].rolling?.place);
    this.allowed = allowedIn(rows.map(({ slo }) => slos[slo]));
    this.problems = problems;
    this.statuses = statuses;
  }

  /** Runs of a list of rows that is asked for again and again; rows without sums are in none. */
  runsOf(rows: readonly number[]): readonly RollingRun[] {
    const known = this.#runs.get(rows) ?? runsOf(rows, this.rows);
    this.#runs.set(rows, known);
    return known;
  }

  /** Whether these are the same SLOs, as far as their statuses depend on it; such a list is known again the next time. */
  isOf(active: readonly ActiveSlo[]): boolean {
    const areSame =
      active === this.#slos ||
      (active.length === this.#slos.length &&
        active.every(({ sliRevisionId, revision, slo }, index) => {
          const known = this.#slos[index];
          return (
            slo === known.slo &&
            revision === known.revision &&
            sliRevisionId === known.sliRevisionId
          );
        }));
    this.#slos = areSame ? active : this.#slos;
    return areSame;
  }
}

/** Those of one SLO. */
function rowsOf(
  slo: number,
  { slo: { sli }, progress }: ActiveSlo,
  { groups, shape }: RolledSlo,
): RollingRow[] {
  const rows: RollingRow[] = groups.map(rolling => ({ slo, shape, rolling }));
  if (groups.length === 0) {
    const areUnseen = sli.groupBy.length > 0;
    rows.push({ slo, shape, ...(areUnseen && { leftOut: {} }) });
  }
  if (progress.leftOutSinceMs > 0) {
    rows.push({ slo, shape, leftOut: leftOutLabels(sli) });
  }
  return rows;
}

function ownerOf(
  { shape, rolling, leftOut }: RollingRow,
  active: ActiveSlo,
): StatusOwner {
  const { sloId, sliRevisionId, revision, slo } = active;
  return {
    ...{ sloId, sliRevisionId, revision },
    basis: leftOut ? withoutNoData(slo) : slo,
    labels: rolling?.group.labels ?? leftOut ?? {},
    burnWindowsMs: shape.burnMs,
    of: active,
  };
}

/** Most objectives are the same few. */
function allowedIn(slos: readonly ActiveSlo[]): Float64Array {
  const ratios = new Map<number, number>();
  return Float64Array.from(slos, ({ slo: { objective, method, noData } }) => {
    if (method !== 'Occurrences' || noData !== 'ignore') {
      return NaN;
    }
    const ratio = ratios.get(objective) ?? allowedErrorRatio(objective);
    ratios.set(objective, ratio);
    return ratio;
  });
}

function runsOf(
  list: readonly number[],
  rows: readonly RollingRow[],
): RollingRun[] {
  const runs: RollingRun[] = [];
  for (let at = 0; at < list.length; ) {
    const place = rows[list[at]].rolling?.place;
    let count = 1;
    if (place) {
      const { block, member } = place;
      while (isAt(rows[list[at + count]], block, member + count)) {
        count += 1;
      }
      runs.push({ at, count, block, member });
    }
    at += count;
  }
  return runs;
}

function isAt(
  row: RollingRow | undefined,
  block: RollingBlock,
  member: number,
): boolean {
  const place = row?.rolling?.place;
  return place?.block === block && place.member === member;
}
