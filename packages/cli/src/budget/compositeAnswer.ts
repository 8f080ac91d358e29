import { Slo, TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  compositeProblem,
  compositeTiles,
  SliRequest,
  SliTiles,
} from '@nthlayer/engine';
import { BudgetSlo } from './BudgetRow';

/** The SLOs of a composite's own service and environment, itself among them. */
function familyOf(
  { entityRef, environment }: BudgetSlo,
  all: readonly BudgetSlo[],
): Slo[] {
  return all
    .filter(
      each => each.entityRef === entityRef && each.environment === environment,
    )
    .map(({ slo }) => slo);
}

function memberKey(key: string, member: string): string {
  return `${key} ${member}`;
}

/** What has to be read for an SLO: its SLI, or those that a composite is made of. */
export function requestsFor(
  key: string,
  budget: BudgetSlo,
  all: readonly BudgetSlo[],
): SliRequest[] {
  const { sli } = budget.slo;
  if (sli.kind !== 'composite') {
    return [{ key, sli }];
  }
  const names = new Set(sli.members.map(({ slo }) => slo));
  return familyOf(budget, all)
    .filter(slo => names.has(slo.name) && slo.sli.kind !== 'composite')
    .map(slo => ({ key: memberKey(key, slo.name), sli: slo.sli }));
}

/** The answer for an SLO; that of a composite is made of what its members have. */
export function answerFor(
  key: string,
  budget: BudgetSlo,
  options: {
    readonly all: readonly BudgetSlo[];
    readonly answers: ReadonlyMap<string, SliTiles>;
    readonly range: TileRange;
  },
): SliTiles | undefined {
  const { all, answers, range } = options;
  const { slo } = budget;
  const { sli } = slo;
  if (sli.kind !== 'composite') {
    return answers.get(key);
  }
  const refused = compositeProblem(slo, familyOf(budget, all));
  if (refused) {
    const { summary: message } = refused;
    return { key, series: [], problem: { code: 'query-failed', message } };
  }
  const members = sli.members.map(({ slo: name }) => ({
    name,
    answer: answers.get(memberKey(key, name)),
  }));
  const failed = members.find(({ answer }) => answer?.problem)?.answer;
  if (failed?.problem) {
    return { key, series: [], problem: failed.problem };
  }
  const series = new Map(
    members.flatMap(({ name, answer }) =>
      (answer?.series ?? []).map(tiles => [name, tiles] as const),
    ),
  );
  return { key, series: [compositeTiles(sli, series, range)] };
}
