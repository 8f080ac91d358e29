import { TickTable } from '../../tiles/TickTable';
import { KeptList } from './KeptList';
import { RollingBlocks } from './RollingBlocks';
import { RollingLayout } from './RollingLayout';
import { RollingSlo } from './RollingSlo';
import { TableRows, tableRows } from './TableRows';

/** What is in memory of a data source. */
export class RollingSource {
  readonly blocks = new RollingBlocks();
  readonly slos = new Set<number>();
  /** Of what is in memory now, as long as it is the same. */
  layout?: RollingLayout;
  /** The list that was kept last, as long as all of it is in memory. */
  kept?: KeptList;

  /** Something is in memory no more, or something else. */
  forget(): void {
    this.layout = undefined;
    this.kept = undefined;
  }
}

/** What is in memory of SLOs, by their SLI revisions, and what follows from it: that is forgotten when anything else is there. */
export class RollingMemory {
  readonly #slos = new Map<number, RollingSlo>();
  readonly #sources = new Map<string, RollingSource>();
  /** Where what a tick names goes. */
  #rows?: WeakMap<TickTable['names'], TableRows>;

  static create(): RollingMemory {
    return new RollingMemory();
  }

  private constructor() {}

  sourceOf(dataSource: string): RollingSource {
    const known = this.#sources.get(dataSource) ?? new RollingSource();
    this.#sources.set(dataSource, known);
    return known;
  }

  get(sliRevisionId: number): RollingSlo | undefined {
    return this.#slos.get(sliRevisionId);
  }

  /** Whether all of it is there, and its windows are still those of its blocks. */
  has(sliRevisionId: number): boolean {
    const slo = this.#slos.get(sliRevisionId);
    return (
      slo !== undefined && slo.groups.every(({ place }) => !place?.block.isOver)
    );
  }

  /** In place of what there was. */
  put(sliRevisionId: number, slo: RollingSlo): void {
    this.drop(sliRevisionId);
    this.#slos.set(sliRevisionId, slo);
    const source = this.sourceOf(slo.dataSource);
    source.slos.add(sliRevisionId);
    this.#forget(source);
  }

  drop(sliRevisionId: number): void {
    const slo = this.#slos.get(sliRevisionId);
    if (slo) {
      slo.groups.forEach(({ place }) => place?.block.give(place.member));
      this.#slos.delete(sliRevisionId);
      const source = this.sourceOf(slo.dataSource);
      source.slos.delete(sliRevisionId);
      this.#forget(source);
    }
  }

  #forget(source: RollingSource): void {
    source.forget();
    this.#rows = undefined;
  }

  /** Where the rows of a table go. Others may come in while it is worked out. */
  async rowsOf(table: TickTable): Promise<TableRows> {
    const known =
      this.#rows?.get(table.names) ?? (await tableRows(table, this.#slos));
    this.#rows ??= new WeakMap();
    this.#rows.set(table.names, known);
    return known;
  }
}
