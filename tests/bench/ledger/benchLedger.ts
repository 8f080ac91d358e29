import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { exponentOf } from '../measures';
import { LedgerFigures, MeasureOptions } from './LedgerFigures';
import { measureApart } from './measureApart';

/** Numbers of SLOs. */
export const LEDGER_SIZES: readonly number[] = [100, 1000, 10_000];

type Apart = Omit<MeasureOptions, 'url'>;

/** What a promise is about, how it turned out, and what it is. */
interface Promised {
  readonly title: string;
  readonly value: number;
  readonly most: number;
  readonly text: string;
}

function promises(all: readonly LedgerFigures[]): Promised[] {
  const largest = all[all.length - 1];
  const rows: Promised[] = [
    {
      title: 'transactions a tick',
      value: Math.max(...all.map(one => one.transactions)),
      most: 2,
      text: all.map(one => one.transactions).join(' · '),
    },
    {
      title: 'bytes a sealed pair of bad and total',
      value: largest.bytesPerPair,
      most: 2.5,
      text: largest.bytesPerPair.toFixed(2),
    },
    {
      title: 'statements that read the tiles of 30 days of one SLO',
      value: largest.historyStatements,
      most: 2,
      text: String(largest.historyStatements),
    },
    {
      title: 'PromQL queries of the first tick after a restart ÷ of any tick',
      value: largest.restartQueries / largest.queries,
      most: 1,
      text: (largest.restartQueries / largest.queries).toFixed(2),
    },
  ];
  if (all.length > 1) {
    const queries = exponentOf(all.map(one => [one.slos, one.queries]));
    const cpu = exponentOf(all.map(one => [one.slos, one.tickMs]));
    rows.unshift(
      {
        title: 'PromQL queries a tick, exponent in the number of SLOs',
        value: queries,
        most: 0.02,
        text: queries.toFixed(3),
      },
      {
        title: 'CPU of a tick, exponent in the number of SLOs',
        value: cpu,
        most: 1.03,
        text: cpu.toFixed(3),
      },
    );
  }
  return rows;
}

function figureRows(all: readonly LedgerFigures[]): string[][] {
  const rows: [string, (one: LedgerFigures) => string][] = [
    ['PromQL queries a tick', one => String(one.queries)],
    [
      'CPU of a tick, statuses and portfolio included',
      one => `${one.tickMs.toFixed(0)} ms`,
    ],
    [
      'CPU of a tick ÷ of reading its replies as JSON; the goal is 3',
      one => (one.tickMs / one.floorMs).toFixed(1),
    ],
    [
      'longest block, less that of an idle process; the goal is 20 ms',
      one => `${one.blockMs.toFixed(0)} ms`,
    ],
    ['CPU that a restart adds', one => `${one.restartMs.toFixed(0)} ms`],
  ];
  return rows.map(([title, text]) => [title, ...all.map(text)]);
}

/** Measures the ledger at some sizes and tells which promises are not kept. */
export async function benchLedger(
  report: Report,
  sizes: readonly number[],
  { ticks = 11 }: { ticks?: number } = {},
): Promise<void> {
  const all: LedgerFigures[] = [];
  for (const slos of sizes) {
    report.tell(`Keeping the budgets of ${countText(slos)} SLOs`);
    all.push(
      await measureApart<LedgerFigures, Apart>('measureLedger.ts', {
        slos,
        ticks,
      }),
    );
  }
  const head = ['SLOs', ...sizes.map(countText)];
  const kept = promises(all);
  report.add(
    'ledger-cost',
    [
      markdownTable(head, figureRows(all)),
      markdownTable(
        ['Promise', 'measured', 'at most'],
        kept.map(({ title, text, most }) => [title, text, String(most)]),
      ),
    ].join('\n\n'),
  );
  for (const { title, value, most, text } of kept) {
    if (!(value <= most)) {
      report.blame(`${title}: ${text}, not more than ${most}`);
    }
  }
}
