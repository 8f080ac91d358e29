import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  AssetDto,
  AssetSummaryDto,
  Diagnostic,
  GroupLabels,
  ServiceDto,
  Slo,
  SloHistoryDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecResult, specFileOf } from '@nthlayer/engine';
import { BackfillStore } from '../backfill/BackfillStore';
import { ServiceCompiler } from '../catalog/ServiceCompiler';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { HistoryReader } from '../history/HistoryReader';
import { StatusReplay } from '../replay/StatusReplay';
import { ServiceAccess } from '../permissions/ServiceAccess';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { SourceLinks } from '../specFiles/SourceLinks';
import { SpecFileStore } from '../specFiles/SpecFileStore';
import { toNotSetUpService } from '../views/toNotSetUpService';
import { toReadyService } from '../views/toReadyService';
import { unreadableFindings } from '../views/unreadableFindings';
import { chooseEnvironment } from './chooseEnvironment';
import { ServiceLocator } from './ServiceLocator';
import {
  ServiceStore,
  StoredEnvironment,
  StoredService,
  StoredStack,
} from './ServiceStore';

/** Which service, in which environment, for whom. */
export interface ServiceRequest {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Default is the service's first. */
  readonly environment?: string;
  readonly credentials: BackstageCredentials;
}

/** What a reader works with. */
export interface ServiceReaderOptions {
  readonly access: ServiceAccess;
  readonly backfillStore: BackfillStore;
  readonly clock: Clock;
  readonly compiler: ServiceCompiler;
  readonly history: HistoryReader;
  readonly links: SourceLinks;
  readonly replay: StatusReplay;
  readonly locator: ServiceLocator;
  readonly services: ServiceStore;
  readonly slos: SloStore;
  readonly sources: DataSourceRegistry;
  readonly specFiles: SpecFileStore;
  readonly tickMs: number;
}

/** Answers what is asked about one service. Throws `NotFoundError` for what the caller may not see. */
export class ServiceReader {
  readonly #options: ServiceReaderOptions;

  static create(options: ServiceReaderOptions): ServiceReader {
    return new ServiceReader(options);
  }

  private constructor(options: ServiceReaderOptions) {
    this.#options = options;
  }

  /** With `atMs`, as of that moment. */
  async getService(
    request: ServiceRequest & { readonly atMs?: number },
  ): Promise<ServiceDto> {
    const { access, links } = this.#options;
    const entity = await access.readEntity(request, request.credentials);
    const service = await this.#readService(entity, request);
    return {
      ...service,
      diagnostics: await links.add(entity, service.diagnostics),
    };
  }

  async #readService(
    entity: Entity,
    request: ServiceRequest & { readonly atMs?: number },
  ): Promise<ServiceDto> {
    const { clock, services, slos, sources, tickMs } = this.#options;
    const reading = await this.#readSpec(entity);
    const service = await this.#options.locator.find(entity);
    if (!service || reading?.kind === 'none') {
      return toNotSetUpService(entity, reading);
    }
    const environment = chooseEnvironment(service, request.environment);
    const stack = await services.getStack(environment.revision);
    if (!stack) {
      return toNotSetUpService(entity, reading);
    }
    const { atMs } = request;
    if (atMs !== undefined) {
      return this.#replay(service, { environment, stack, atMs });
    }
    const entityRefs = [stack.spec.entityRef];
    const active = await slos.listActive({ entityRefs });
    const ready = toReadyService(service, {
      environment,
      stack,
      active,
      statuses: await slos.listStatuses(entityRefs),
      sources,
      shownAt: { nowMs: clock.now(), tickMs },
    });
    const unreadable = await this.#unreadable(active, environment);
    return { ...ready, diagnostics: [...ready.diagnostics, ...unreadable] };
  }

  async #unreadable(
    active: readonly ActiveSlo[],
    { environment }: StoredEnvironment,
  ): Promise<Diagnostic[]> {
    const { backfillStore, clock } = this.#options;
    const here = active.filter(slo => slo.environment === environment);
    const stretches = await backfillStore.listUnreadable(
      here.map(({ sliRevisionId }) => sliRevisionId),
    );
    return unreadableFindings(here, stretches, clock.now());
  }

  /** The service as it is, its SLOs and statuses as they were. */
  async #replay(
    service: StoredService,
    {
      environment,
      stack,
      atMs,
    }: { environment: StoredEnvironment; stack: StoredStack; atMs: number },
  ): Promise<ServiceDto> {
    const { replay, services, sources, tickMs } = this.#options;
    const { active, statuses } = await replay.replay({
      entityRef: stack.spec.entityRef,
      environment: environment.environment,
      atMs,
    });
    const slos = await Promise.all(
      active.map(async ({ revision, slo }) => {
        const then = await services.getStack(revision);
        const told = then?.slos.find(({ name }) => name === slo.name);
        return told ? { ...told, ...decisive(slo) } : slo;
      }),
    );
    const ready = toReadyService(service, {
      environment,
      stack: { ...stack, slos },
      active: active.map(({ problem: _ofNow, ...slo }) => slo),
      statuses,
      sources,
      shownAt: { nowMs: atMs, tickMs },
    });
    return { ...ready, atMs };
  }

  /** Of a group that is named by its labels, by default of the worst. */
  async getHistory(
    request: ServiceRequest & { readonly group?: GroupLabels },
    slo: string,
  ): Promise<SloHistoryDto> {
    const { service, environment } = await this.#options.locator.require(
      request,
    );
    const active = await this.#options.slos.listActive({
      entityRefs: [service.spec.entityRef],
    });
    const found = active.find(
      item =>
        item.environment === environment.environment && item.slo.name === slo,
    );
    if (!found) {
      throw new NotFoundError(
        `${service.spec.entityRef} has no SLO "${slo}" in ${environment.environment}`,
      );
    }
    const { group, ...history } = await this.#options.history.read(
      found,
      request.group,
    );
    const source = this.#options.sources.get(found.dataSource)?.source;
    return {
      slo,
      environment: environment.environment,
      group: { ...group },
      ...history,
      simulated: source?.simulated ?? false,
      revision: found.revision,
    };
  }

  async listAssets(request: ServiceRequest): Promise<AssetSummaryDto[]> {
    const { environment } = await this.#options.locator.require(request);
    return this.#options.services.listAssets(environment.revision);
  }

  async getAsset(request: ServiceRequest, assetId: string): Promise<AssetDto> {
    const { service, environment } = await this.#options.locator.require(
      request,
    );
    const asset = await this.#options.services.getAsset(
      environment.revision,
      assetId,
    );
    if (!asset) {
      throw new NotFoundError(
        `${service.spec.entityRef} has no asset "${assetId}"`,
      );
    }
    return asset;
  }

  /** `undefined` as long as the entity's spec file was not looked at. */
  async #readSpec(entity: Entity): Promise<SpecResult | undefined> {
    const { compiler, specFiles } = this.#options;
    if (specFileOf(entity) === undefined) {
      return (await compiler.read(entity)).result;
    }
    const known = await specFiles.get(stringifyEntityRef(entity));
    return known && (await compiler.read(entity, known)).result;
  }
}

/** What decides a budget; texts are of the stack. */
function decisive({ objective, window, method, noData }: Slo): Partial<Slo> {
  return { objective, window, method, noData };
}
