import { BudgetingMethod } from '@nthlayer/backstage-plugin-nthlayer-common';
import { OpenSloFinding, rule } from './finding';
import { OpenSloIndicator, validateIndicator } from './indicator';
import {
  OpenSloMetadata,
  OPENSLO_API_VERSION,
  validateDescription,
  validateMetadata,
  validateName,
} from './metadata';
import {
  OpenSloTimeWindow,
  validateDuration,
  validateTimeWindow,
} from './timeWindow';

/**
 * One objective of an SLO.
 *
 * @public
 */
export interface OpenSloObjective {
  readonly displayName?: string;
  /** A ratio in [0, 1). */
  readonly target: number;
  /** A ratio in (0, 1]; with Timeslices only. */
  readonly timeSliceTarget?: number;
  /** Duration shorthand; with Timeslices and RatioTimeslices only. */
  readonly timeSliceWindow?: string;
}

/**
 * An OpenSLO v1 SLO with its SLI inline.
 *
 * @public
 */
export interface OpenSloSlo {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'SLO';
  readonly metadata: OpenSloMetadata;
  readonly spec: {
    readonly description?: string;
    /** Name of a Service. */
    readonly service: string;
    readonly indicator: OpenSloIndicator;
    /** Exactly one. */
    readonly timeWindow: readonly OpenSloTimeWindow[];
    readonly budgetingMethod: BudgetingMethod;
    readonly objectives: readonly OpenSloObjective[];
  };
}

const METHODS: readonly BudgetingMethod[] = [
  'Occurrences',
  'Timeslices',
  'RatioTimeslices',
];

/** Makes an SLO. */
export function createOpenSloSlo(
  metadata: OpenSloMetadata,
  spec: OpenSloSlo['spec'],
): OpenSloSlo {
  return { apiVersion: OPENSLO_API_VERSION, kind: 'SLO', metadata, spec };
}

/** Rules of an SLO. */
export function validateOpenSloSlo({
  metadata,
  spec,
}: OpenSloSlo): readonly OpenSloFinding[] {
  const { timeWindow, objectives, budgetingMethod } = spec;
  return [
    ...validateMetadata(metadata),
    ...validateDescription(spec.description, 'spec.description'),
    ...validateName(spec.service, 'spec.service'),
    ...validateIndicator(spec.indicator, 'spec.indicator'),
    ...rule(
      METHODS.includes(budgetingMethod),
      'spec.budgetingMethod',
      'unknown-value',
    ),
    ...rule(timeWindow.length === 1, 'spec.timeWindow', 'exactly-one'),
    ...timeWindow.flatMap((window, index) =>
      validateTimeWindow(window, `spec.timeWindow[${index}]`),
    ),
    ...rule(objectives.length > 0, 'spec.objectives', 'required'),
    ...objectives.flatMap((objective, index) =>
      validateObjective(
        objective,
        budgetingMethod,
        `spec.objectives[${index}]`,
      ),
    ),
  ];
}

function validateObjective(
  objective: OpenSloObjective,
  method: BudgetingMethod,
  path: string,
): readonly OpenSloFinding[] {
  const { target, timeSliceTarget, timeSliceWindow } = objective;
  const needsTarget = method === 'Timeslices';
  const needsWindow = needsTarget || method === 'RatioTimeslices';
  return [
    ...rule(target >= 0 && target < 1, `${path}.target`, 'out-of-range'),
    ...rule(
      !needsTarget || timeSliceTarget !== undefined,
      `${path}.timeSliceTarget`,
      'required',
    ),
    ...rule(
      timeSliceTarget === undefined ||
        (timeSliceTarget > 0 && timeSliceTarget <= 1),
      `${path}.timeSliceTarget`,
      'out-of-range',
    ),
    ...rule(
      !needsWindow || timeSliceWindow !== undefined,
      `${path}.timeSliceWindow`,
      'required',
    ),
    ...(timeSliceWindow === undefined
      ? []
      : validateDuration(timeSliceWindow, `${path}.timeSliceWindow`)),
  ];
}
