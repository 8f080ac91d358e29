import {
  alertConditionSpecShape,
  OpenSloAlertConditionSpec,
} from './alertCondition';
import {
  alertNotificationTargetSpecShape,
  OpenSloAlertNotificationTargetSpec,
} from './alertNotificationTarget';
import { itemShape, OpenSloInline } from './itemShape';
import { OpenSloMetadata, OPENSLO_API_VERSION } from './metadata';
import { objectShape } from './objectShape';
import { BOTH, list, may, must, struct } from './schema';
import { bool, description } from './values';

/**
 * An OpenSLO v1 AlertPolicy.
 *
 * @public
 */
export interface OpenSloAlertPolicy {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'AlertPolicy';
  readonly metadata: OpenSloMetadata;
  readonly spec: OpenSloAlertPolicySpec;
}

/** @public */
export interface OpenSloAlertPolicySpec {
  readonly description?: string;
  readonly alertWhenNoData?: boolean;
  readonly alertWhenBreaching?: boolean;
  readonly alertWhenResolved?: boolean;
  /** Exactly one. */
  readonly conditions: readonly OpenSloConditionItem[];
  readonly notificationTargets: readonly OpenSloTargetItem[];
}

/**
 * An AlertCondition, by name or inline.
 *
 * @public
 */
export interface OpenSloConditionItem
  extends OpenSloInline<'AlertCondition', OpenSloAlertConditionSpec> {
  readonly conditionRef?: string;
}

/**
 * An AlertNotificationTarget, by name or inline.
 *
 * @public
 */
export interface OpenSloTargetItem
  extends OpenSloInline<
    'AlertNotificationTarget',
    OpenSloAlertNotificationTargetSpec
  > {
  readonly targetRef?: string;
}

/**
 * An AlertPolicy, by name or inline.
 *
 * @public
 */
export interface OpenSloAlertPolicyItem
  extends OpenSloInline<'AlertPolicy', OpenSloAlertPolicySpec> {
  readonly alertPolicyRef?: string;
}

/**
 * Makes an AlertPolicy.
 *
 * @public
 */
export function createOpenSloAlertPolicy(
  metadata: OpenSloMetadata,
  spec: OpenSloAlertPolicySpec,
): OpenSloAlertPolicy {
  return {
    apiVersion: OPENSLO_API_VERSION,
    kind: 'AlertPolicy',
    metadata,
    spec,
  };
}

export const alertPolicySpecShape = struct<OpenSloAlertPolicySpec>({
  description: may(description, 'What it is for.'),
  alertWhenNoData: may(bool, 'Alert when there is no data.'),
  alertWhenBreaching: may(bool, 'Alert while the condition holds.'),
  alertWhenResolved: may(bool, 'Tell when it does not hold any more.'),
  conditions: must(
    list(itemShape('conditionRef', 'AlertCondition', alertConditionSpecShape), {
      min: 1,
      max: 1,
      code: 'openslo-one-condition',
      expected: 'one condition',
      levels: BOTH,
    }),
    'When to alert: a list of one AlertCondition, by name or as it is.',
  ),
  notificationTargets: must(
    list(
      itemShape(
        'targetRef',
        'AlertNotificationTarget',
        alertNotificationTargetSpecShape,
      ),
      {
        min: 1,
        code: 'missing-field',
        expected: 'at least one target',
        levels: BOTH,
      },
    ),
    'Who is told: AlertNotificationTargets, each by name or as it is.',
  ),
});

export const alertPolicyItemShape = itemShape(
  'alertPolicyRef',
  'AlertPolicy',
  alertPolicySpecShape,
);

export const alertPolicyShape = objectShape(
  'AlertPolicy',
  must(alertPolicySpecShape, 'When to alert, and whom.'),
);
