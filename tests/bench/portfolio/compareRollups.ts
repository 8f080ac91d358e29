import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { BenchRollup } from '../ledger/backendSource';
import { cpuMsOf, longestTurn, median } from '../measures';
import { FilledPortfolio } from './fillPortfolio';
import { SLOS_EACH } from './portfolioRows';

const TURNS = 21;
/** One takes too little time to be measured. */
const ASKED_A_TURN = 20;
/** How often a roll-up is made anew. */
const MADE = 5;

const MOST_RATIO = 3;
const MOST_TURN_MS = 20;

type Portfolios = readonly [few: FilledPortfolio, many: FilledPortfolio];

/** Which roll-up, and whether it is of all services. */
const ROLLUPS: readonly (readonly [string, BenchRollup, boolean])[] = [
  ['all by state', { by: 'state', filter: {} }, true],
  ['all by owner', { by: 'owner', filter: {} }, true],
  ['all by system', { by: 'system', filter: {} }, true],
  [
    'the healthy ones of a team by tier',
    { by: 'tier', filter: { owner: 'group:default/team-3', state: 'healthy' } },
    false,
  ],
];

interface RollupFigures {
  readonly title: string;
  /** CPU of a roll-up that is kept, milliseconds, of the smaller and of the larger portfolio. */
  readonly kept: readonly [number, number];
  readonly ratio: number;
  /** The same of the first one after an evaluation. */
  readonly made: readonly [number, number];
  /** The longest turn of the event loop while it is made among many. */
  readonly turnMs: number;
}

/** What is put together are all services, or its cost would say nothing. */
async function check(
  { reader, slos }: FilledPortfolio,
  asked: BenchRollup,
): Promise<void> {
  const rollups = await reader.rollup(asked);
  const services = rollups.reduce((sum, each) => sum + each.services, 0);
  if (services !== slos / SLOS_EACH) {
    throw new Error(`A roll-up is of ${services} services`);
  }
}

async function measureMade(of: FilledPortfolio, asked: BenchRollup) {
  const costs: number[] = [];
  const turns: number[] = [];
  for (let time = 0; time < MADE; time++) {
    await of.rollups.statusesSaved();
    costs.push(await cpuMsOf(() => of.reader.rollup(asked)));
    await of.rollups.statusesSaved();
    turns.push(await longestTurn(() => of.reader.rollup(asked)));
  }
  return { ms: median(costs), turnMs: median(turns) };
}

async function measureKept({ reader }: FilledPortfolio, asked: BenchRollup) {
  const ms = await cpuMsOf(async () => {
    for (let time = 0; time < ASKED_A_TURN; time++) {
      await reader.rollup(asked);
    }
  });
  return ms / ASKED_A_TURN;
}

async function measure(
  [few, many]: Portfolios,
  [title, asked, isOfAll]: (typeof ROLLUPS)[number],
): Promise<RollupFigures> {
  if (isOfAll) {
    await check(few, asked);
    await check(many, asked);
  }
  const madeOfFew = await measureMade(few, asked);
  const madeOfMany = await measureMade(many, asked);
  const pairs: [number, number][] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    pairs.push([await measureKept(few, asked), await measureKept(many, asked)]);
  }
  return {
    title,
    kept: [
      median(pairs.map(([ofFew]) => ofFew)),
      median(pairs.map(([, ofMany]) => ofMany)),
    ],
    ratio: median(pairs.map(([ofFew, ofMany]) => ofMany / ofFew)),
    made: [madeOfFew.ms, madeOfMany.ms],
    turnMs: madeOfMany.turnMs,
  };
}

/** What roll-ups cost among a few SLOs and among many, those that are kept and the first after an evaluation. */
export async function compareRollups(
  report: Report,
  portfolios: Portfolios,
): Promise<void> {
  const all: RollupFigures[] = [];
  for (const rollup of ROLLUPS) {
    all.push(await measure(portfolios, rollup));
  }
  const [few, many] = portfolios.map(({ slos }) => countText(slos));
  report.add(
    'rollup-cost',
    markdownTable(
      [
        'Roll-up',
        `${few} SLOs`,
        `${many} SLOs`,
        `ratio, at most ${MOST_RATIO}`,
        `first, ${few} SLOs`,
        `first, ${many} SLOs`,
        `longest turn, at most ${MOST_TURN_MS} ms`,
      ],
      all.map(({ title, kept, ratio, made, turnMs }) => [
        title,
        ...kept.map(ms => `${ms.toFixed(2)} ms`),
        ratio.toFixed(2),
        ...made.map(ms => `${ms.toFixed(0)} ms`),
        `${turnMs.toFixed(1)} ms`,
      ]),
    ),
  );
  for (const { title, ratio, turnMs } of all) {
    if (!(ratio <= MOST_RATIO && turnMs <= MOST_TURN_MS)) {
      report.blame(
        `a roll-up, ${title}, costs at most ${MOST_RATIO} × as much among many SLOs once it is kept, and never holds up the process for more than ${MOST_TURN_MS} ms`,
      );
    }
  }
}
