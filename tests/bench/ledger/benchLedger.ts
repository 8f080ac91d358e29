import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { exponentOf } from '../measures';
import {
  LedgerFigures,
  MeasureOptions,
  MixedFigures,
  TickFigures,
} from './LedgerFigures';
import { measureApart } from './measureApart';

/** Numbers of SLOs. */
export const LEDGER_SIZES: readonly number[] = [100, 1000, 10_000];

const TICKS = 31;

type Apart = Omit<MeasureOptions, 'url'>;
/** Of a ledger in its ordinary state, of one that has just begun, and of one with SLOs of all sorts. */
type Measured = LedgerFigures & {
  readonly young: TickFigures;
  readonly mixed: MixedFigures;
};

/** What a tick costs may be so many times its floor: reading its replies as JSON, and one transaction of the bytes that it writes. */
const MOST_FLOORS = 3;
const MANY_SLOS = 10_000;
const MOST_BLOCK_MS = 20;

/** What a promise is about, how it turned out, and what it is. */
interface Promised {
  readonly title: string;
  readonly value: number;
  readonly most: number;
  readonly text: string;
  /** It is told, and not judged. */
  readonly isGoal?: boolean;
}

function costs(all: readonly Measured[]): readonly Promised[] {
  const largest = all[all.length - 1];
  const blockMs = Math.max(...all.map(one => one.blockMs));
  return [
    {
      title: 'CPU of a tick of the most SLOs ÷ of its floor',
      value: largest.floors,
      most: MOST_FLOORS,
      text: largest.floors.toFixed(1),
      // of few SLOs the floor is next to nothing
      isGoal: largest.slos < MANY_SLOS,
    },
    {
      title: 'the same while there is no history yet',
      value: largest.young.floors,
      most: MOST_FLOORS,
      text: largest.young.floors.toFixed(1),
      isGoal: true,
    },
    {
      title: 'the same with SLOs of all sorts, and notices',
      value: largest.mixed.floors,
      most: MOST_FLOORS,
      text: largest.mixed.floors.toFixed(1),
      isGoal: true,
    },
    {
      title: 'transactions of such a tick',
      value: Math.max(...all.map(one => one.mixed.transactions)),
      most: 2,
      text: all.map(one => one.mixed.transactions).join(' · '),
    },
    {
      title: 'longest turn of the main thread, CPU, ms',
      value: blockMs,
      most: MOST_BLOCK_MS,
      text: blockMs.toFixed(0),
      // where little is measured, the first compiling and collecting of garbage are most of it
      isGoal: largest.slos < MANY_SLOS,
    },
  ];
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

function figureRows(all: readonly Measured[]): string[][] {
  const rows: [string, (one: Measured) => string][] = [
    ['PromQL queries a tick', one => String(one.queries)],
    [
      'CPU of a tick, statuses and portfolio included',
      one => `${one.tickMs.toFixed(0)} ms`,
    ],
    ['the same on average', one => `${one.meanTickMs.toFixed(0)} ms`],
    [
      'CPU of reading its replies as JSON',
      one => `${one.parseMs.toFixed(1)} ms`,
    ],
    [
      'CPU of one transaction of the bytes that it writes',
      one => `${one.writeMs.toFixed(1)} ms`,
    ],
    ['these bytes', one => `${(one.writtenBytes / 1024).toFixed(0)} KiB`],
    ['CPU of a tick ÷ of both', one => one.floors.toFixed(1)],
    [
      'CPU of a tick while there is no history yet',
      one => `${one.young.tickMs.toFixed(0)} ms`,
    ],
    ['the same ÷ of its floor', one => one.young.floors.toFixed(1)],
    [
      'CPU of a tick with SLOs of all sorts, and notices',
      one => `${one.mixed.tickMs.toFixed(0)} ms`,
    ],
    ['the same ÷ of its floor', one => one.mixed.floors.toFixed(1)],
    [
      'longest turn of the main thread, CPU',
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
): Promise<void> {
  const all: Measured[] = [];
  for (const slos of sizes) {
    report.tell(`Keeping the budgets of ${countText(slos)} SLOs`);
    const options = { slos, ticks: TICKS };
    const measure = <F>(script: string) =>
      measureApart<F, Apart>(script, options);
    const old = await measure<LedgerFigures>('measureLedger.ts');
    const young = await measure<TickFigures>('measureYoung.ts');
    const mixed = await measure<MixedFigures>('measureMixed.ts');
    all.push({ ...old, young, mixed });
  }
  const head = ['SLOs', ...sizes.map(countText)];
  const promised = [...promises(all), ...costs(all)];
  report.add(
    'ledger-cost',
    [
      markdownTable(head, figureRows(all)),
      markdownTable(
        ['Promise', 'measured', 'at most'],
        promised.map(({ title, text, most, isGoal }) => [
          title,
          text,
          isGoal ? `${most}, a goal` : String(most),
        ]),
      ),
    ].join('\n\n'),
  );
  for (const { title, value, most, text, isGoal } of promised) {
    if (!isGoal && !(value <= most)) {
      report.blame(`${title}: ${text}, not more than ${most}`);
    }
  }
}
