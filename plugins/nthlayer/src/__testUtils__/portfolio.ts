import type {
  NthlayerApi,
  PortfolioItemDto,
  PortfolioPageDto,
  RollupPageDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { FakeNthlayerApi } from './FakeNthlayerApi';

type PortfolioQuery = NonNullable<Parameters<NthlayerApi['listPortfolio']>[0]>;

type RollupQuery = Parameters<NthlayerApi['listRollups']>[0];

const NO_COUNTS = {
  exhausted: 0,
  burning: 0,
  unknown: 0,
  healthy: 0,
  'no-traffic': 0,
};

/** A service of the portfolio. */
export function portfolioItem(
  name: string,
  overrides: Partial<PortfolioItemDto> = {},
): PortfolioItemDto {
  const { state = 'healthy' } = overrides;
  return {
    entityRef: `component:default/${name}`,
    name,
    type: 'api',
    tier: 'standard',
    owner: 'group:default/payments',
    environment: 'production',
    state,
    stale: false,
    worst: { slo: 'availability', remaining: 0.5 },
    counts: { ...NO_COUNTS, [state]: 1 },
    dataSource: { name: 'main', type: 'prometheus', simulated: false },
    evaluatedAtMs: 0,
    ...overrides,
  };
}

/** Pages of services in memory; they are in the order of trouble that the test gives them. */
export class FakePortfolioApi extends FakeNthlayerApi {
  readonly queries: PortfolioQuery[] = [];
  readonly rollupQueries: RollupQuery[] = [];
  readonly #items: readonly PortfolioItemDto[];
  readonly #pageSize: number;
  failure?: Error;

  constructor(items: readonly PortfolioItemDto[], pageSize = 50) {
    super({});
    this.#items = items;
    this.#pageSize = pageSize;
  }

  async listPortfolio(query: PortfolioQuery = {}): Promise<PortfolioPageDto> {
    this.queries.push(query);
    const found = this.#find(query);
    const start = Number(query.cursor ?? 0);
    const end = start + this.#pageSize;
    return {
      items: found.slice(start, end),
      ...(end < found.length && { nextCursor: String(end) }),
    };
  }

  async listRollups(asked: RollupQuery): Promise<RollupPageDto> {
    this.rollupQueries.push(asked);
    const { by, ...query } = asked;
    const found = this.#find(query);
    const keys = [...new Set(found.map(item => item[by] ?? null))];
    const items = keys.map(key => {
      const members = found.filter(item => (item[by] ?? null) === key);
      const [worst] = members;
      const { state, stale, counts } = worst;
      return { key, state, stale, counts, worst, services: members.length };
    });
    return { items, totalItems: items.length };
  }

  #find(query: PortfolioQuery): PortfolioItemDto[] {
    if (this.failure) {
      throw this.failure;
    }
    const { state, tier, owner, text = '' } = query;
    return this.#items.filter(
      item =>
        (state === undefined || item.state === state) &&
        (tier === undefined || item.tier === tier) &&
        (owner === undefined || item.owner === owner) &&
        item.name.includes(text),
    );
  }
}
