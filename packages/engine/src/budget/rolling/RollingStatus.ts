import {
  BudgetState,
  BudgetStatus,
  BurnRate,
  Slo,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetState } from '../budgetState';
import { burnRate } from '../burnRates';
import { allowedErrorRatio, coverageOf, errorRatio } from '../errorRatio';
import { evaluateBudget, isStale } from '../evaluateBudget';
import { WindowRequest, WindowSums } from '../windows';
import { MemberSums } from './memberColumns';

/** Whose budget is looked at. */
interface Subject {
  slo: Slo;
  allowed: number;
  sums: MemberSums;
  member: number;
}

/** A window of whoever is looked at; its sums are read when they are asked for. */
class WindowView implements WindowSums, BurnRate {
  readonly windowMs: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly resolutionMs: number;
  readonly #index: number;
  readonly #of: Subject;
  readonly #sums: { -readonly [K in keyof TileSums]: TileSums[K] } = {
    ...{ bad: 0, total: 0, knownTiles: 0, expectedTiles: 0 },
    excludedTiles: undefined,
  };

  constructor(window: WindowRequest, index: number, of: Subject) {
    this.windowMs = window.windowMs;
    this.startMs = window.startMs;
    this.endMs = window.endMs;
    this.resolutionMs = window.resolutionMs;
    this.#index = index;
    this.#of = of;
  }

  get sums(): TileSums {
    const { sums, member } = this.#of;
    this.#sums.excludedTiles = undefined;
    sums.read(this.#index, member, this.#sums);
    return this.#sums;
  }

  get rate(): number | null {
    return burnRate(this, this.#of.slo, this.#of.allowed);
  }
}

/**
 * A look at the statuses of very many SLOs with the same windows, one after the other: figures are worked out when they
 * are asked for, by the formulas of `evaluateBudget`, and no status is made that nobody needs. What it says is of whom it
 * was turned to last.
 *
 * @public
 */
export class RollingStatus
  implements
    Pick<
      BudgetStatus,
      | 'state'
      | 'stale'
      | 'method'
      | 'sums'
      | 'consumed'
      | 'remaining'
      | 'burn'
      | 'newestTileMs'
      | 'evaluatedAtMs'
    >
{
  readonly evaluatedAtMs: number;
  readonly window: Pick<BudgetStatus['window'], 'startMs' | 'endMs'>;
  readonly burn: readonly BurnRate[];
  readonly #windows: readonly WindowRequest[];
  readonly #budget: WindowView;
  readonly #at: { nowMs: number; tickMs: number; newestTileMs: number | null };
  readonly #of: Subject;
  #consumed: number | undefined;
  readonly #allowed = new Map<number, number>();

  /** The budget's window comes first. All are those of the sums that it is turned to. */
  constructor(
    windows: readonly [WindowRequest, ...WindowRequest[]],
    at: { nowMs: number; tickMs: number },
  ) {
    this.#windows = windows;
    this.#at = { ...at, newestTileMs: null };
    this.#of = { member: 0, allowed: NaN } as Subject;
    this.evaluatedAtMs = at.nowMs;
    const [budget, ...burn] = windows.map(
      (window, index) => new WindowView(window, index, this.#of),
    );
    this.#budget = budget;
    this.burn = burn;
    this.window = { startMs: budget.startMs, endMs: budget.endMs };
  }

  /** `olderTileMs` is the end of the newest tile where none is known of the sums. */
  turnTo(
    slo: Slo,
    sums: MemberSums,
    member: number,
    olderTileMs: number | null = null,
  ): this {
    this.#of.slo = slo;
    this.#of.sums = sums;
    this.#of.member = member;
    this.#of.allowed = this.#allowedOf(slo.objective);
    this.#at.newestTileMs = sums.newestTileMs(member) ?? olderTileMs;
    const ratio = errorRatio(this.#budget, slo);
    this.#consumed = ratio === undefined ? undefined : ratio / this.#of.allowed;
    return this;
  }

  get sums(): TileSums {
    return this.#budget.sums;
  }

  get method(): Slo['method'] {
    return this.#of.slo.method;
  }

  get newestTileMs(): number | null {
    return this.#at.newestTileMs;
  }

  get consumed(): number | null {
    return this.#consumed ?? null;
  }

  get remaining(): number | null {
    return this.#consumed === undefined ? null : 1 - this.#consumed;
  }

  get state(): BudgetState {
    const { noData } = this.#of.slo;
    return budgetState(this.sums, this.#consumed, this.burn, noData);
  }

  get stale(): boolean {
    const coverage = coverageOf(this.sums);
    return isStale(coverage, this.window.endMs, this.#at);
  }

  /** The whole status. */
  make(): BudgetStatus {
    const { slo, sums, member } = this.#of;
    const [budget, ...burn] = sums
      .sums(member)
      .map((of, index) => ({ ...this.#windows[index], sums: of }));
    return evaluateBudget(slo, { budget, burn }, { ...this.#at });
  }

  #allowedOf(objective: number): number {
    const known = this.#allowed.get(objective);
    if (known !== undefined) {
      return known;
    }
    const allowed = allowedErrorRatio(objective);
    this.#allowed.set(objective, allowed);
    return allowed;
  }
}
