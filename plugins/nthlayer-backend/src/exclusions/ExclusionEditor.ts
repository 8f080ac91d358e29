import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  Diagnostic,
  Exclusion,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { checkExclusion } from '@nthlayer/engine';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock';
import { BudgetEvaluator } from '../evaluation/BudgetEvaluator';
import { InvalidInputError } from '../InvalidInputError';
import { callerOf } from '../permissions/callerOf';
import { ServiceAccess } from '../permissions/ServiceAccess';
import { LocatedService, ServiceLocator } from '../services/ServiceLocator';
import { ServiceRequest } from '../services/ServiceReader';
import { ServiceStore } from '../services/ServiceStore';
import { SloStore } from '../slos/SloStore';
import {
  ExclusionPosition,
  ExclusionStore,
  StoredExclusion,
} from './ExclusionStore';
import { isSpecExclusion } from './specExclusions';

const MOST_PER_SERVICE = 200;

/** What is to be excluded; the author is who asks. */
export type NewExclusion = Omit<Exclusion, 'author'> & {
  readonly slo?: string;
};

/** Which part of the exclusions of a service, for whom. */
export interface ExclusionListRequest extends ServiceRequest {
  readonly limit: number;
  readonly after?: ExclusionPosition;
}

/** A page, and where the next one begins when there is one. */
export interface ExclusionList {
  readonly items: readonly StoredExclusion[];
  readonly totalItems: number;
  readonly continueAfter?: ExclusionPosition;
}

/** What an editor works with. */
export interface ExclusionEditorOptions {
  readonly access: ServiceAccess;
  readonly clock: Clock;
  readonly evaluator: BudgetEvaluator;
  readonly exclusions: ExclusionStore;
  readonly locator: ServiceLocator;
  readonly logger: LoggerService;
  readonly services: ServiceStore;
  readonly slos: SloStore;
}

/** Shows, adds and removes exclusions of services, and has the budgets that they touch computed at once. */
export class ExclusionEditor {
  readonly #options: ExclusionEditorOptions;

  static create(options: ExclusionEditorOptions): ExclusionEditor {
    return new ExclusionEditor(options);
  }

  private constructor(options: ExclusionEditorOptions) {
    this.#options = options;
  }

  /** By start. */
  async list(request: ExclusionListRequest): Promise<ExclusionList> {
    const { exclusions, locator } = this.#options;
    const { after, limit } = request;
    const place = identityOf(await locator.require(request));
    const found = await exclusions.list({ ...place, after, limit: limit + 1 });
    const items = found.slice(0, limit);
    return {
      items,
      totalItems: await exclusions.count(place),
      ...(found.length > limit && { continueAfter: items.at(-1) }),
    };
  }

  /** Throws `InvalidInputError` with what is wrong. */
  async add(
    request: ServiceRequest,
    input: NewExclusion,
  ): Promise<StoredExclusion> {
    const located = await this.#requireEditable(request);
    const findings = [
      ...checkExclusion(input),
      ...(await this.#checkPlace(located, input)),
    ];
    if (findings.length > 0) {
      throw new InvalidInputError('The exclusion cannot be added', findings);
    }
    const { clock, exclusions } = this.#options;
    const added: StoredExclusion = {
      ...input,
      ...identityOf(located),
      id: randomUUID(),
      author: callerOf(request.credentials),
      createdAtMs: clock.now(),
    };
    await exclusions.add(added);
    await this.#evaluate(located);
    return added;
  }

  async remove(request: ServiceRequest, id: string): Promise<StoredExclusion> {
    const located = await this.#requireEditable(request);
    if (isSpecExclusion(id)) {
      throw new InputError(
        'The exclusion stands in the spec file of the service; take it out there',
      );
    }
    const removed = await this.#options.exclusions.remove({
      ...identityOf(located),
      id,
      by: callerOf(request.credentials),
      nowMs: this.#options.clock.now(),
    });
    if (!removed) {
      throw new NotFoundError(
        `${located.service.spec.entityRef} has no exclusion "${id}"`,
      );
    }
    await this.#evaluate(located);
    return removed;
  }

  async #requireEditable(request: ServiceRequest): Promise<LocatedService> {
    const { access, locator } = this.#options;
    const located = await locator.require(request);
    const { entityRef } = located.service.spec;
    await access.requireExclude(entityRef, request.credentials);
    return located;
  }

  async #checkPlace(
    located: LocatedService,
    { slo }: NewExclusion,
  ): Promise<Diagnostic[]> {
    const { clock, exclusions, services } = this.#options;
    const findings: Diagnostic[] = [];
    const stack = await services.getStack(located.environment.revision);
    const names = stack?.slos.map(({ name }) => name) ?? [];
    if (slo !== undefined && !names.includes(slo)) {
      findings.push({
        severity: 'error',
        code: 'unknown-slo',
        path: 'slo',
        summary: `The service has no SLO "${slo}".`,
        detail: `It has: ${names.join(', ')}.`,
      });
    }
    const effective = await exclusions.list({
      ...identityOf(located),
      effectiveAtMs: clock.now(),
    });
    const present = effective.filter(({ id }) => !isSpecExclusion(id));
    if (present.length >= MOST_PER_SERVICE) {
      findings.push({
        severity: 'error',
        code: 'too-many-exclusions',
        path: '',
        summary: `The service has ${MOST_PER_SERVICE} exclusions already.`,
        detail: 'Remove some, or say what they have in common by one rule.',
      });
    }
    return findings;
  }

  /** What is stored stays stored when this fails; the next tick evaluates it. */
  async #evaluate({ service, environment }: LocatedService): Promise<void> {
    const { evaluator, logger, slos } = this.#options;
    const { entityRef } = service.spec;
    try {
      const active = await slos.listActive({ entityRefs: [entityRef] });
      await evaluator.evaluate(
        active.filter(slo => slo.environment === environment.environment),
      );
    } catch (error) {
      logger.warn(
        `The budgets of ${entityRef} are computed with its exclusions by the next tick: ${error}`,
      );
    }
  }
}

function identityOf({ service, environment }: LocatedService) {
  return {
    entityRef: service.spec.entityRef,
    environment: environment.environment,
  };
}
