import {
  BudgetStatus,
  Slo,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  budgetWindows,
  evaluateBudget,
  packNumbers,
  SumsInColumns,
  unpackNumbers,
  WindowRequest,
} from '@nthlayer/engine';
import { StatusIdentity } from './StatusIdentity';

/** Columns before those of the windows. */
const SLO_ID = 0;
const EVALUATED_AT = 1;
const STALE = 2;
const END = 3;
const NEWEST_TILE = 4;
const HEAD = 5;
/** Of a window: bad, total, known, expected and excluded tiles; `NaN` where nothing is excluded. */
const PER_WINDOW = 5;

/** What is looked at of many statuses without making them. */
export interface StatusHead {
  readonly sloId: number;
  readonly evaluatedAtMs: number;
  readonly stale: boolean;
}

/** What of a status is stored. */
export type SummedStatus = Pick<
  BudgetStatus,
  'evaluatedAtMs' | 'stale' | 'newestTileMs' | 'sums' | 'burn'
> & { readonly window: Pick<BudgetStatus['window'], 'endMs'> };

/** The sums that statuses are made of, in columns; a row a status. */
export class StatusFigures {
  readonly #columns: readonly Float64Array[];
  /** Those of sums, by their windows. */
  readonly #sumColumns: readonly SumsInColumns['columns'][];

  /** Room for `rows` statuses of `windows` windows at most. */
  static create(rows: number, windows: number): StatusFigures {
    return new StatusFigures(
      Array.from({ length: HEAD + windows * PER_WINDOW }, (_, column) =>
        new Float64Array(rows).fill(column < HEAD ? 0 : NaN),
      ),
    );
  }

  /** Room for as many in memory that has been used before, if it has room; what is in it is of no use. */
  static within(
    used: StatusFigures,
    rows: number,
    windows: number,
  ): StatusFigures {
    const columns = used.#columns;
    const length = HEAD + windows * PER_WINDOW;
    if (columns.length < length || columns[SLO_ID].length < rows) {
      return StatusFigures.create(rows, windows);
    }
    return new StatusFigures(
      columns.slice(0, length).map(column => column.subarray(0, rows)),
    );
  }

  static unpack(bytes: Uint8Array): StatusFigures {
    return new StatusFigures(unpackNumbers(bytes));
  }

  private constructor(columns: readonly Float64Array[]) {
    this.#columns = columns;
    this.#sumColumns = sumColumns(columns);
  }

  pack(): Uint8Array {
    return packNumbers(this.#columns);
  }

  put(row: number, sloId: number, status: SummedStatus): void {
    const columns = this.#columns;
    columns[SLO_ID][row] = sloId;
    columns[EVALUATED_AT][row] = status.evaluatedAtMs;
    columns[STALE][row] = Number(status.stale);
    columns[END][row] = status.window.endMs;
    columns[NEWEST_TILE][row] = status.newestTileMs ?? NaN;
    this.#putSums(row, 0, status.sums);
    for (let index = 0; index < status.burn.length; index++) {
      this.#putSums(row, index + 1, status.burn[index].sums);
    }
  }

  /** Where the sums of a window go; those of the budget come first. Nothing is excluded in rows that are put so. */
  sumsOf(window: number): SumsInColumns['columns'] {
    return this.#sumColumns[window];
  }

  /** Whose statuses all rows are. */
  putSloIds(ids: Float64Array): void {
    this.#columns[SLO_ID].set(ids);
  }

  /** Rows that follow one another, of statuses that were made together; `stale` and `newestTileMs` have columns of their own. */
  putHeads(
    row: number,
    end: number,
    { evaluatedAtMs, endMs }: { evaluatedAtMs: number; endMs: number },
  ): void {
    this.#columns[EVALUATED_AT].fill(evaluatedAtMs, row, end);
    this.#columns[END].fill(endMs, row, end);
    for (let at = HEAD; at < this.#columns.length; at += PER_WINDOW) {
      this.#columns[at + PER_WINDOW - 1].fill(NaN, row, end);
    }
  }

  /** 1 or 0. */
  get stale(): Float64Array {
    return this.#columns[STALE];
  }

  /** Ends of the newest tiles; `NaN` where none is known. */
  get newestTileMs(): Float64Array {
    return this.#columns[NEWEST_TILE];
  }

  /** A row of others as it is. */
  copy(row: number, from: StatusFigures, fromRow: number): void {
    this.#columns.forEach((column, index) => {
      column[row] = from.#columns[index]?.[fromRow] ?? NaN;
    });
  }

  evaluatedAtMs(row: number): number {
    return this.#columns[EVALUATED_AT][row];
  }

  /** When the newest status was made; 0 without any. */
  newestMs(): number {
    let newestMs = 0;
    const column = this.#columns[EVALUATED_AT];
    for (let row = 0; row < column.length; row++) {
      if (column[row] > newestMs) {
        newestMs = column[row];
      }
    }
    return newestMs;
  }

  /** No row has any window. */
  clear(): void {
    this.#columns.slice(HEAD).forEach(column => column.fill(NaN));
  }

  /** The status in a row, as it was when it was stored. */
  status(row: number, identity: StatusIdentity): BudgetStatus {
    const { basis, burnWindowsMs } = identity;
    const slo = basis as Slo;
    const columns = this.#columns;
    const newestTileMs = columns[NEWEST_TILE][row];
    const windows = budgetWindows(slo, columns[END][row], burnWindowsMs);
    const summed = (window: WindowRequest, index: number) => ({
      ...window,
      sums: this.#sums(row, index),
    });
    const status = evaluateBudget(
      slo,
      {
        budget: summed(windows.budget, 0),
        burn: windows.burn.map((window, index) => summed(window, index + 1)),
      },
      {
        nowMs: columns[EVALUATED_AT][row],
        tickMs: 0,
        newestTileMs: Number.isNaN(newestTileMs) ? null : newestTileMs,
      },
    );
    return { ...status, stale: columns[STALE][row] === 1 };
  }

  #putSums(row: number, window: number, sums: TileSums): void {
    const at = HEAD + window * PER_WINDOW;
    const columns = this.#columns;
    columns[at][row] = sums.bad;
    columns[at + 1][row] = sums.total;
    columns[at + 2][row] = sums.knownTiles;
    columns[at + 3][row] = sums.expectedTiles;
    columns[at + 4][row] = sums.excludedTiles ?? NaN;
  }

  #sums(row: number, window: number): TileSums {
    const at = HEAD + window * PER_WINDOW;
    const [bad, total, knownTiles, expectedTiles, excludedTiles] = this.#columns
      .slice(at, at + PER_WINDOW)
      .map(column => column[row]);
    return {
      bad,
      total,
      knownTiles,
      expectedTiles,
      ...(!Number.isNaN(excludedTiles) && { excludedTiles }),
    };
  }
}

function sumColumns(
  columns: readonly Float64Array[],
): SumsInColumns['columns'][] {
  const windows: SumsInColumns['columns'][] = [];
  for (let at = HEAD; at < columns.length; at += PER_WINDOW) {
    const [bad, total, knownTiles, expectedTiles] = columns.slice(at, at + 4);
    windows.push({ bad, total, knownTiles, expectedTiles });
  }
  return windows;
}

/** What is first in the rows of packed figures, without reading the rest. */
export function statusHeads(bytes: Uint8Array): StatusHead[] {
  const [sloIds, evaluatedAtMs, stale] = unpackNumbers(bytes, STALE + 1);
  return Array.from(sloIds, (sloId, row) => ({
    sloId,
    evaluatedAtMs: evaluatedAtMs[row],
    stale: stale[row] === 1,
  }));
}
