import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { BenchPage } from '../ledger/backendSource';
import { cpuMsOf, median } from '../measures';
import { compareRollups } from './compareRollups';
import { FilledPortfolio, fillPortfolio } from './fillPortfolio';
import { SLOS_EACH } from './portfolioRows';

/** Numbers of SLOs: a few, and many. */
export const PORTFOLIO_SIZES: readonly number[] = [1000, 100_000];

const PAGE = 50;
const TURNS = 21;
/** One page takes too little time to be measured. */
const PAGES_A_TURN = 20;

const MOST_RATIO = 3;

type PageOf = (of: FilledPortfolio) => Promise<BenchPage>;

/** Which page, and how many statements may find it. */
type Found = readonly [title: string, pageOf: PageOf, mostStatements: number];

const filtered =
  (filter: BenchPage['filter']): PageOf =>
  async () => ({ filter, limit: PAGE });

const PAGES: readonly Found[] = [
  ['the first', filtered({}), 1],
  ['in the middle', pageInTheMiddle, 1],
  ['the first of a team', filtered({ owner: 'group:default/team-3' }), 1],
  [
    'the first of the healthy ones of a tier',
    filtered({ tier: 'low', state: 'healthy' }),
    1,
  ],
  // of either size
  ['the first of a text that 100 have', filtered({ text: 'ice-0001' }), 2],
  ['the first of a text that all have', filtered({ text: 'SERVICE' }), 2],
];

interface PageFigures {
  readonly title: string;
  /** CPU of a page, milliseconds, of the smaller and of the larger portfolio. */
  readonly costs: readonly [number, number];
  readonly ratio: number;
  readonly statements: number;
  readonly mostStatements: number;
}

async function pageInTheMiddle({ reader, slos }: FilledPortfolio) {
  const half = Math.floor(slos / SLOS_EACH / 2);
  const { continueAfter } = await reader.list({ filter: {}, limit: half });
  return { filter: {}, limit: PAGE, after: continueAfter };
}

/** Statements that one page takes; it is a full one, or its cost would say nothing. */
async function statementsOf(
  { reader, knex }: FilledPortfolio,
  page: BenchPage,
) {
  let statements = 0;
  const count = () => {
    statements += 1;
  };
  knex.on('query', count);
  const { entries } = await reader.list(page);
  knex.removeListener('query', count);
  if (entries.length !== PAGE) {
    throw new Error(`A page has ${entries.length} services, not ${PAGE}`);
  }
  return statements;
}

async function measure(
  portfolios: readonly [FilledPortfolio, FilledPortfolio],
  [title, pageOf, mostStatements]: Found,
): Promise<PageFigures> {
  const [few, many] = portfolios;
  const [pageOfFew, pageOfMany] = [await pageOf(few), await pageOf(many)];
  const cost = async ({ reader }: FilledPortfolio, page: BenchPage) => {
    const ms = await cpuMsOf(async () => {
      for (let time = 0; time < PAGES_A_TURN; time++) {
        await reader.list(page);
      }
    });
    return ms / PAGES_A_TURN;
  };
  const statements = Math.max(
    await statementsOf(few, pageOfFew),
    await statementsOf(many, pageOfMany),
  );
  await cost(few, pageOfFew);
  await cost(many, pageOfMany);
  const pairs: [number, number][] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    pairs.push([await cost(few, pageOfFew), await cost(many, pageOfMany)]);
  }
  return {
    title,
    costs: [
      median(pairs.map(([ofFew]) => ofFew)),
      median(pairs.map(([, ofMany]) => ofMany)),
    ],
    ratio: median(pairs.map(([ofFew, ofMany]) => ofMany / ofFew)),
    statements,
    mostStatements,
  };
}

function tell(
  report: Report,
  [few, many]: readonly number[],
  all: readonly PageFigures[],
): void {
  report.add(
    'portfolio-cost',
    markdownTable(
      [
        `Page of ${PAGE}`,
        `${countText(few)} SLOs`,
        `${countText(many)} SLOs`,
        `ratio, at most ${MOST_RATIO}`,
        'statements',
        'at most',
      ],
      all.map(({ title, costs, ratio, statements, mostStatements }) => [
        title,
        ...costs.map(ms => `${ms.toFixed(2)} ms`),
        ratio.toFixed(2),
        String(statements),
        String(mostStatements),
      ]),
    ),
  );
  for (const { title, ratio, statements, mostStatements } of all) {
    if (!(ratio <= MOST_RATIO && statements <= mostStatements)) {
      report.blame(
        `a page, ${title}, costs at most ${MOST_RATIO} × as much among many SLOs, and no more statements than ${mostStatements}`,
      );
    }
  }
}

/** What pages and roll-ups of the portfolio cost among a few SLOs and among many. */
export async function comparePortfolio(
  report: Report,
  sizes: readonly number[],
): Promise<void> {
  const [few, many] = [Math.min(...sizes), Math.max(...sizes)];
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-bench-'));
  const open: FilledPortfolio[] = [];
  const fill = async (slos: number, name: string) => {
    report.tell(`Filling a portfolio of ${countText(slos)} SLOs`);
    const filled = await fillPortfolio(join(folder, name), slos);
    open.push(filled);
    return filled;
  };
  try {
    const portfolios = [
      await fill(few, 'few.sqlite'),
      await fill(many, 'many.sqlite'),
    ] as const;
    const all: PageFigures[] = [];
    for (const page of PAGES) {
      all.push(await measure(portfolios, page));
    }
    tell(report, [few, many], all);
    await compareRollups(report, portfolios);
  } finally {
    for (const { knex } of open) {
      await knex.destroy();
    }
    rmSync(folder, { recursive: true });
  }
}
