import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { measureMixed } from './benchLedger';
import { TickFigures } from './LedgerFigures';
import { ALL_SORTS, Sort, SORTS } from './sorts';

/** So many are told of. */
export const SORTED_SLOS = 10_000;

/** Tells what a tick costs where some SLOs are of one sort, of each sort, and of all. */
export async function benchSorts(
  report: Report,
  sizes: readonly number[],
): Promise<void> {
  const rows: string[][] = [];
  for (const slos of sizes) {
    const row = async (title: string, sorts: readonly Sort[]) => {
      report.tell(`Keeping ${countText(slos)} SLOs: ${title}`);
      const figures = await measureMixed(slos, sorts);
      rows.push([countText(slos), title, ...textsOf(figures)]);
    };
    await row('all are plain', []);
    for (const sort of ALL_SORTS) {
      await row(SORTS[sort], [sort]);
    }
    await row('all of these', ALL_SORTS);
  }
  report.show(markdownTable(HEAD, rows));
}

const HEAD = [
  'SLOs',
  'sort',
  'CPU of a tick',
  '÷ of its floor',
  'longest turn',
];

function textsOf({ tickMs, floors, blockMs }: TickFigures): string[] {
  return [
    `${tickMs.toFixed(0)} ms`,
    floors.toFixed(1),
    `${blockMs.toFixed(0)} ms`,
  ];
}
