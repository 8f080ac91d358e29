import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { HeapFigures, HeapRun } from './HeapFigures';
import { measureApart } from './measureApart';

/** A day of many SLOs, and a month of a few. More than a quarter of an hour no tick reads. */
export const HEAP_RUNS: readonly HeapRun[] = [
  { slos: 10_000, hours: 24, everyMinutes: 15 },
  { slos: 300, hours: 30 * 24, everyMinutes: 15 },
];

const MOST_GROWTH = 0.05;

/** Looks whether the heap grows while virtual time goes by. */
export async function benchHeap(
  report: Report,
  runs: readonly HeapRun[],
): Promise<void> {
  const rows: string[][] = [];
  for (const run of runs) {
    report.tell(
      `Keeping ${countText(run.slos)} SLOs for ${run.hours} virtual hours`,
    );
    const figures = await measureApart<HeapFigures>('measureHeap.ts', run);
    const { tiles, quarterBytes, endBytes } = figures;
    const growth = endBytes / quarterBytes - 1;
    rows.push(rowOf(run, figures, growth));
    if (tiles !== run.slos * run.hours * 60) {
      report.blame(`${countText(tiles)} tiles were read, not all`);
    }
    if (!(growth <= MOST_GROWTH)) {
      report.blame(
        `growth of the heap: ${growth.toFixed(
          3,
        )}, not more than ${MOST_GROWTH}`,
      );
    }
  }
  report.add('ledger-heap', markdownTable(HEAD, rows));
}

const HEAD = [
  'SLOs',
  'virtual time',
  'ticks',
  'tiles',
  'heap an SLO',
  'after a quarter',
  'in the end',
  `growth, at most ${MOST_GROWTH}`,
];

function rowOf(
  { slos, hours }: HeapRun,
  { emptyBytes, quarterBytes, endBytes, ticks, tiles }: HeapFigures,
  growth: number,
): string[] {
  return [
    countText(slos),
    hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`,
    countText(ticks),
    countText(tiles),
    `${((endBytes - emptyBytes) / slos / 1024).toFixed(1)} KiB`,
    megabytes(quarterBytes),
    megabytes(endBytes),
    growth.toFixed(3),
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
