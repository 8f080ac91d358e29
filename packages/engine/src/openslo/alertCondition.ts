import { OpenSloMetadata, OPENSLO_API_VERSION } from './metadata';
import { duration, wait } from './duration';
import { objectShape } from './objectShape';
import { ADVICE, may, must, oneOf, SDK_ONLY, struct, unwise } from './schema';
import {
  choice,
  description,
  number,
  operator,
  OpenSloOperator,
  word,
} from './values';

/**
 * An OpenSLO v1 AlertCondition.
 *
 * @public
 */
export interface OpenSloAlertCondition {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'AlertCondition';
  readonly metadata: OpenSloMetadata;
  readonly spec: OpenSloAlertConditionSpec;
}

/** @public */
export interface OpenSloAlertConditionSpec {
  readonly description?: string;
  /** A word of the user's own, such as `page`. */
  readonly severity: string;
  readonly condition: OpenSloBurnRateCondition;
}

/** @public */
export interface OpenSloBurnRateCondition {
  readonly kind?: 'burnrate';
  readonly op: OpenSloOperator;
  /** Burn rate: 1 spends the budget exactly in the SLO's window. */
  readonly threshold: number;
  readonly lookbackWindow: string;
  /** How long it must hold; default 0m. */
  readonly alertAfter?: string;
}

/**
 * Makes an AlertCondition.
 *
 * @public
 */
export function createOpenSloAlertCondition(
  metadata: OpenSloMetadata,
  spec: OpenSloAlertConditionSpec,
): OpenSloAlertCondition {
  return {
    apiVersion: OPENSLO_API_VERSION,
    kind: 'AlertCondition',
    metadata,
    spec,
  };
}

const conditionShape = struct<OpenSloBurnRateCondition>(
  {
    kind: must(
      choice('unknown-condition-kind', 'a kind of condition', 'burnrate'),
      'What is watched: the burn rate, the only kind.',
      SDK_ONLY,
    ),
    op: must(operator, 'How the burn rate compares with the threshold.'),
    threshold: must(
      number,
      'Burn rate; 1 spends the budget exactly in the window of the SLO.',
    ),
    lookbackWindow: must(
      duration(),
      'Over which time the burn rate is measured.',
    ),
    alertAfter: may(wait, 'How long it must hold. Default 0m.'),
  },
  [
    unwise('op', {
      when: oneOf('op', 'lte', 'lt'),
      code: 'openslo-fires-when-healthy',
      levels: ADVICE,
      summary: 'A burn rate below a threshold is what a healthy service has.',
      hint: 'Did you mean gte or gt?',
    }),
  ],
);

export const alertConditionSpecShape = struct<OpenSloAlertConditionSpec>({
  description: may(description, 'What it means.'),
  severity: must(word(), 'How bad it is, such as page or ticket.'),
  condition: must(conditionShape, 'When it holds.'),
});

export const alertConditionShape = objectShape(
  'AlertCondition',
  must(alertConditionSpecShape, 'When it holds, and how bad that is.'),
);
