import { ResponseError } from '@backstage/errors';
import createClient from 'openapi-fetch';
import type { GroupLabels } from './model';
import type { components, paths } from './schema/openapi.generated';

/** @public */
export type ServiceDto = components['schemas']['Service'];
/** @public */
export type ReadyServiceDto = components['schemas']['ReadyService'];
/** @public */
export type NotSetUpServiceDto = components['schemas']['NotSetUpService'];
/** @public */
export type SloDto = components['schemas']['Slo'];
/** @public */
export type BudgetStatusDto = components['schemas']['BudgetStatus'];
/** @public */
export type SloHistoryDto = components['schemas']['SloHistory'];
/** @public */
export type HistoryPointDto = components['schemas']['HistoryPoint'];
/** @public */
export type ServicePageDto = components['schemas']['ServicePage'];
/** @public */
export type ServiceSummaryDto = components['schemas']['ServiceSummary'];
/** @public */
export type AssetSummaryDto = components['schemas']['AssetSummary'];
/** @public */
export type AssetDto = components['schemas']['Asset'];
/** @public */
export type AssetPageDto = components['schemas']['AssetPage'];
/** @public */
export type DataSourceDto = components['schemas']['DataSource'];
/** @public */
export type DataSourcePageDto = components['schemas']['DataSourcePage'];
/** @public */
export type ValidationDto = components['schemas']['Validation'];
/** @public */
export type ValidationRequestDto = components['schemas']['ValidationRequest'];
/** @public */
export type DependencyDto = components['schemas']['Dependency'];
/** @public */
export type PortfolioItemDto = components['schemas']['PortfolioItem'];
/** @public */
export type PortfolioPageDto = components['schemas']['PortfolioPage'];
/** @public */
export type RollupDto = components['schemas']['Rollup'];
/** @public */
export type RollupPageDto = components['schemas']['RollupPage'];
/** @public */
export type ExclusionDto = components['schemas']['Exclusion'];
/** @public */
export type NewExclusionDto = components['schemas']['NewExclusion'];
/** @public */
export type ExclusionPageDto = components['schemas']['ExclusionPage'];
/** @public */
export type BackfillRetryDto = components['schemas']['BackfillRetry'];
/** @public */
export type DataProblemDto = components['schemas']['DataProblem'];

/**
 * What the client needs of its surroundings; Backstage's `discoveryApi` and `fetchApi` fit.
 *
 * @public
 */
export interface NthlayerClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/**
 * Which service, in which environment; without one the service's first.
 *
 * @public
 */
export interface ServiceTarget {
  kind: string;
  namespace: string;
  name: string;
  environment?: string;
}

/**
 * Narrows the portfolio; a field that is absent does not.
 *
 * @public
 */
export interface PortfolioFilterOptions {
  environment?: string;
  /** Entity ref. */
  owner?: string;
  /** Entity ref. */
  system?: string;
  /** Entity ref. */
  domain?: string;
  tier?: PortfolioItemDto['tier'];
  state?: PortfolioItemDto['state'];
  /** Part of namespace/name or of the title. */
  text?: string;
}

/**
 * Talks to the NthLayer backend. Every method throws Backstage's `ResponseError` on a non-2xx answer.
 *
 * @public
 */
export interface NthlayerApi {
  /** With `at`, SLOs and statuses as of that moment; milliseconds since the epoch. */
  getService(
    target: ServiceTarget,
    options?: { at?: number },
  ): Promise<ServiceDto>;
  listServices(options?: {
    environment?: string;
    limit?: number;
    cursor?: string;
  }): Promise<ServicePageDto>;
  /** Services in order of trouble. */
  listPortfolio(
    options?: PortfolioFilterOptions & { limit?: number; cursor?: string },
  ): Promise<PortfolioPageDto>;
  listRollups(
    options: PortfolioFilterOptions & {
      by: 'owner' | 'system' | 'domain' | 'tier' | 'state';
    },
  ): Promise<RollupPageDto>;
  /** Of the group with these labels, by default of the worst. */
  getSloHistory(
    target: ServiceTarget,
    slo: string,
    options?: { group?: GroupLabels },
  ): Promise<SloHistoryDto>;
  listAssets(target: ServiceTarget): Promise<AssetPageDto>;
  getAsset(target: ServiceTarget, asset: string): Promise<AssetDto>;
  listDataSources(): Promise<DataSourcePageDto>;
  /** Has history that was given up read again; answers of which SLOs. */
  retryBackfill(target: ServiceTarget): Promise<BackfillRetryDto>;
  /** By start. */
  listExclusions(
    target: ServiceTarget,
    options?: { limit?: number; cursor?: string },
  ): Promise<ExclusionPageDto>;
  /** Throws with status 400 and `error.diagnostics` in the body for what cannot be taken. */
  addExclusion(
    target: ServiceTarget,
    exclusion: NewExclusionDto,
  ): Promise<ExclusionDto>;
  removeExclusion(target: ServiceTarget, id: string): Promise<void>;
  validate(request: ValidationRequestDto): Promise<ValidationDto>;
}

/**
 * The client, typed from the OpenAPI document.
 *
 * @public
 */
export class NthlayerClient implements NthlayerApi {
  readonly #options: NthlayerClientOptions;

  constructor(options: NthlayerClientOptions) {
    this.#options = options;
  }

  async getService(
    target: ServiceTarget,
    { at }: { at?: number } = {},
  ): Promise<ServiceDto> {
    const client = await this.#client();
    const { path, query } = params(target).params;
    return unwrap(
      await client.GET('/services/{kind}/{namespace}/{name}', {
        params: { path, query: { ...query, at } },
      }),
    );
  }

  async listServices(
    options: { environment?: string; limit?: number; cursor?: string } = {},
  ): Promise<ServicePageDto> {
    const client = await this.#client();
    return unwrap(
      await client.GET('/services', { params: { query: options } }),
    );
  }

  async listPortfolio(
    options: PortfolioFilterOptions & { limit?: number; cursor?: string } = {},
  ): Promise<PortfolioPageDto> {
    const client = await this.#client();
    return unwrap(
      await client.GET('/portfolio', { params: { query: options } }),
    );
  }

  async listRollups(
    options: PortfolioFilterOptions & {
      by: 'owner' | 'system' | 'domain' | 'tier' | 'state';
    },
  ): Promise<RollupPageDto> {
    const client = await this.#client();
    return unwrap(
      await client.GET('/portfolio/rollups', { params: { query: options } }),
    );
  }

  async getSloHistory(
    target: ServiceTarget,
    slo: string,
    options: { group?: GroupLabels } = {},
  ): Promise<SloHistoryDto> {
    const client = await this.#client();
    const { path, query } = params(target).params;
    const group = options.group && JSON.stringify(options.group);
    return unwrap(
      await client.GET(
        '/services/{kind}/{namespace}/{name}/slos/{slo}/history',
        { params: { path: { ...path, slo }, query: { ...query, group } } },
      ),
    );
  }

  async listAssets(target: ServiceTarget): Promise<AssetPageDto> {
    const client = await this.#client();
    return unwrap(
      await client.GET(
        '/services/{kind}/{namespace}/{name}/assets',
        params(target),
      ),
    );
  }

  async getAsset(target: ServiceTarget, asset: string): Promise<AssetDto> {
    const client = await this.#client();
    const { path, query } = params(target).params;
    return unwrap(
      await client.GET('/services/{kind}/{namespace}/{name}/assets/{asset}', {
        params: { path: { ...path, asset }, query },
      }),
    );
  }

  async listDataSources(): Promise<DataSourcePageDto> {
    const client = await this.#client();
    return unwrap(await client.GET('/data-sources'));
  }

  async retryBackfill(target: ServiceTarget): Promise<BackfillRetryDto> {
    const client = await this.#client();
    return unwrap(
      await client.POST(
        '/services/{kind}/{namespace}/{name}/backfill',
        params(target),
      ),
    );
  }

  async listExclusions(
    target: ServiceTarget,
    options: { limit?: number; cursor?: string } = {},
  ): Promise<ExclusionPageDto> {
    const client = await this.#client();
    const { path, query } = params(target).params;
    return unwrap(
      await client.GET('/services/{kind}/{namespace}/{name}/exclusions', {
        params: { path, query: { ...query, ...options } },
      }),
    );
  }

  async addExclusion(
    target: ServiceTarget,
    exclusion: NewExclusionDto,
  ): Promise<ExclusionDto> {
    const client = await this.#client();
    return unwrap(
      await client.POST('/services/{kind}/{namespace}/{name}/exclusions', {
        ...params(target),
        body: exclusion,
      }),
    );
  }

  async removeExclusion(target: ServiceTarget, id: string): Promise<void> {
    const client = await this.#client();
    const { path, query } = params(target).params;
    await client.DELETE(
      '/services/{kind}/{namespace}/{name}/exclusions/{exclusion}',
      { params: { path: { ...path, exclusion: id }, query } },
    );
  }

  async validate(body: ValidationRequestDto): Promise<ValidationDto> {
    const client = await this.#client();
    return unwrap(await client.POST('/validate', { body }));
  }

  async #client() {
    const { discoveryApi, fetchApi } = this.#options;
    return createClient<paths>({
      baseUrl: await discoveryApi.getBaseUrl('nthlayer'),
      fetch: async request => {
        const response = await fetchApi.fetch(request);
        if (!response.ok) {
          throw await ResponseError.fromResponse(response);
        }
        return response;
      },
    });
  }
}

function params({ kind, namespace, name, environment }: ServiceTarget) {
  return {
    params: { path: { kind, namespace, name }, query: { environment } },
  };
}

function unwrap<T>(result: { data?: T }): T {
  if (result.data === undefined) {
    throw new Error('The NthLayer backend answered without a body');
  }
  return result.data;
}
