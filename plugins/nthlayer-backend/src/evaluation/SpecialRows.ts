import { ExcludedIntervals } from '../exclusions/ExcludedIntervals';
import { ExclusionCalendar } from '../exclusions/ExclusionCalendar';
import { ActiveSlo } from '../slos/SloStore';
import { SumsRequest } from './KeptSums';
import { RollingLayout } from './rolling/RollingLayout';

/** A row whose sums are not, or not always, simply those that roll along. */
interface SpecialRow {
  readonly row: number;
  /** What is excluded of it at any time. */
  readonly time?: ExcludedIntervals;
}

/** Which rows of a layout are special, worked out once for as long as the same exclusions are in force. */
export class SpecialRows {
  #known = new WeakMap<RollingLayout, readonly SpecialRow[]>();
  #calendar?: ExclusionCalendar;

  static create(): SpecialRows {
    return new SpecialRows();
  }

  private constructor() {}

  /** What is to be asked for, at the end of a tick, of the rows whose sums do not simply roll along. */
  *requests(
    layout: RollingLayout,
    active: readonly ActiveSlo[],
    { calendar, endMs }: { calendar: ExclusionCalendar; endMs: number },
  ): Generator<readonly [row: number, request: SumsRequest]> {
    for (const { row, time } of this.#of(layout, active, calendar)) {
      const { slo, shape, rolling } = layout.rows[row];
      const windows = shape.at(endMs);
      const range = shape.rangeAt(endMs);
      const isExcluded = time && time.intervals(range).length > 0;
      if (!rolling?.place || isExcluded) {
        const excluded = isExcluded ? time : undefined;
        yield [row, { active: active[slo], windows, range, rolling, excluded }];
      }
    }
  }

  #of(
    layout: RollingLayout,
    active: readonly ActiveSlo[],
    calendar: ExclusionCalendar,
  ): readonly SpecialRow[] {
    if (this.#calendar !== calendar) {
      this.#known = new WeakMap();
      this.#calendar = calendar;
    }
    const known =
      this.#known.get(layout) ?? specialRows(layout, active, calendar);
    this.#known.set(layout, known);
    return known;
  }
}

function specialRows(
  { all, rows, unsummed }: RollingLayout,
  active: readonly ActiveSlo[],
  calendar: ExclusionCalendar,
): SpecialRow[] {
  return (calendar.isEmpty ? unsummed : all).flatMap(row => {
    const { slo, rolling } = rows[row];
    const time = calendar.timeOf(active[slo]);
    return time || !rolling?.place ? [{ row, time }] : [];
  });
}
