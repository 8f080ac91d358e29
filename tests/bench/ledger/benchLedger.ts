import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { exponentOf } from '../measures';
import { ChangeFigures, LedgerFigures, TickFigures } from './LedgerFigures';
import { measureApart } from './measureApart';
import { ALL_SORTS, Sort } from './sorts';
import { measuredTicks } from './ticks';

/** Numbers of SLOs. */
export const LEDGER_SIZES: readonly number[] = [100, 1000, 10_000];

/** Of a ledger in its ordinary state, of one that has just begun, and of one with SLOs of all sorts. */
type Measured = LedgerFigures & {
  readonly young: TickFigures;
  readonly mixed: TickFigures;
  readonly change: ChangeFigures;
};

const STATES: readonly {
  readonly title: string;
  of(measured: Measured): TickFigures;
  /** What its ticks cost beside their floor is told, and not judged. */
  readonly isGoal?: boolean;
}[] = [
  { title: '', of: measured => measured },
  {
    title: ' while there is no history yet',
    of: ({ young }) => young,
    isGoal: true,
  },
  {
    title: ' with SLOs of all sorts, and notices',
    of: ({ mixed }) => mixed,
    isGoal: true,
  },
];

/** What a tick costs may be so many times its floor: reading its replies as JSON, and one transaction of the bytes that it writes. */
const MOST_FLOORS = 3;
const MANY_SLOS = 10_000;
const MOST_TRANSACTIONS = 2;
const MOST_BLOCK_MS = 20;
const MOST_RESTART_MS = 5000;

/** What a promise is about, how it turned out, and what it is. */
interface Promised {
  readonly title: string;
  readonly value: number;
  readonly most: number;
  readonly text: string;
  /** It is told, and not judged. */
  readonly isGoal?: boolean;
}

/** Of few SLOs the floor is next to nothing, and the first compiling and collecting of garbage are most of what is measured. */
function costs(all: readonly Measured[]): readonly Promised[] {
  const largest = all[all.length - 1];
  const areFew = largest.slos < MANY_SLOS;
  return STATES.flatMap(({ title, of, isGoal }): Promised[] => {
    const { floors } = of(largest);
    const transactions = all.map(one => of(one).transactions);
    const blocks = all.map(one => of(one).blockMs);
    return [
      {
        title: `CPU of a tick of the most SLOs${title} ÷ of its floor`,
        value: floors,
        most: MOST_FLOORS,
        text: floors.toFixed(1),
        isGoal: isGoal || areFew,
      },
      {
        title: `transactions of a tick${title}`,
        value: Math.max(...transactions),
        most: MOST_TRANSACTIONS,
        text: transactions.join(' · '),
      },
      {
        title: `longest turn of the main thread in a tick${title}, CPU, ms`,
        value: Math.max(...blocks),
        most: MOST_BLOCK_MS,
        text: blocks.map(ms => ms.toFixed(0)).join(' · '),
        isGoal: areFew,
      },
    ];
  });
}

/** What is not as in other ticks: where few SLOs are measured, compiling is most of it. */
function changes(all: readonly Measured[]): readonly Promised[] {
  const { slos, change, restartMs } = all[all.length - 1];
  const isGoal = slos < MANY_SLOS;
  return [
    {
      title:
        'longest turn of the main thread in the tick after a change of the catalog, the middle of five, CPU, ms',
      value: change.changeMs,
      most: MOST_BLOCK_MS,
      text: change.changeMs.toFixed(0),
      isGoal,
    },
    {
      title: 'the worst of all fifteen',
      value: change.worstChangeMs,
      most: MOST_BLOCK_MS,
      text: change.worstChangeMs.toFixed(0),
      isGoal: true,
    },
    {
      title:
        'longest turn of the main thread after a restart, the middle of five, CPU, ms',
      value: change.restartBlockMs,
      most: MOST_BLOCK_MS,
      text: change.restartBlockMs.toFixed(0),
      isGoal,
    },
    {
      title: 'the worst of these five',
      value: change.worstRestartMs,
      most: MOST_BLOCK_MS,
      text: change.worstRestartMs.toFixed(0),
      isGoal: true,
    },
    {
      title: 'CPU that a restart with the most SLOs adds, ms',
      value: restartMs,
      most: MOST_RESTART_MS,
      text: restartMs.toFixed(0),
      isGoal,
    },
  ];
}

function promises(all: readonly LedgerFigures[]): Promised[] {
  const largest = all[all.length - 1];
  const rows: Promised[] = [
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
  const ms = (value: number, digits = 0) => `${value.toFixed(digits)} ms`;
  const rows: [string, (one: Measured) => string][] = [
    ['PromQL queries a tick', one => String(one.queries)],
    ...STATES.flatMap(
      ({ title, of }): [string, (one: Measured) => string][] => [
        [`**CPU of a tick${title}**`, one => ms(of(one).tickMs)],
        ['the same on average', one => ms(of(one).meanTickMs)],
        ['CPU of reading its replies as JSON', one => ms(of(one).parseMs, 1)],
        [
          'CPU of one transaction of the bytes that it writes',
          one => ms(of(one).writeMs, 1),
        ],
        [
          'these bytes',
          one => `${(of(one).writtenBytes / 1024).toFixed(0)} KiB`,
        ],
        ['CPU of a tick ÷ of both', one => of(one).floors.toFixed(1)],
        ['longest turn of the main thread, CPU', one => ms(of(one).blockMs)],
      ],
    ),
    ['CPU that a restart adds', one => ms(one.restartMs)],
  ];
  return rows.map(([title, text]) => [title, ...all.map(text)]);
}

/** A tick of SLOs some of which are of these sorts. */
export function measureMixed(
  slos: number,
  sorts: readonly Sort[],
): Promise<TickFigures> {
  const options = { slos, sorts, ticks: measuredTicks(slos) };
  return measureApart<TickFigures>('measureMixed.ts', options);
}

/** Measures the ledger at some sizes and tells which promises are not kept. */
export async function benchLedger(
  report: Report,
  sizes: readonly number[],
): Promise<void> {
  const all: Measured[] = [];
  for (const slos of sizes) {
    report.tell(`Keeping the budgets of ${countText(slos)} SLOs`);
    const options = { slos, ticks: measuredTicks(slos) };
    const old = await measureApart<LedgerFigures>('measureLedger.ts', options);
    const young = await measureApart<TickFigures>('measureYoung.ts', options);
    const mixed = await measureMixed(slos, ALL_SORTS);
    const change = await measureApart<ChangeFigures>(
      'measureChange.ts',
      options,
    );
    all.push({ ...old, young, mixed, change });
  }
  const head = ['SLOs', ...sizes.map(countText)];
  const promised = [...promises(all), ...costs(all), ...changes(all)];
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
