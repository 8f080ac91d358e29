import { OpenSloMetadata, OPENSLO_API_VERSION } from './metadata';
import { objectShape } from './objectShape';
import { may, must, struct } from './schema';
import { description, word } from './values';

/**
 * An OpenSLO v1 AlertNotificationTarget.
 *
 * @public
 */
export interface OpenSloAlertNotificationTarget {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'AlertNotificationTarget';
  readonly metadata: OpenSloMetadata;
  readonly spec: OpenSloAlertNotificationTargetSpec;
}

/** @public */
export interface OpenSloAlertNotificationTargetSpec {
  readonly description?: string;
  /** A word of the user's own, such as `slack`. */
  readonly target: string;
}

/**
 * Makes an AlertNotificationTarget.
 *
 * @public
 */
export function createOpenSloAlertNotificationTarget(
  metadata: OpenSloMetadata,
  spec: OpenSloAlertNotificationTargetSpec,
): OpenSloAlertNotificationTarget {
  return {
    apiVersion: OPENSLO_API_VERSION,
    kind: 'AlertNotificationTarget',
    metadata,
    spec,
  };
}

export const alertNotificationTargetSpecShape =
  struct<OpenSloAlertNotificationTargetSpec>({
    description: may(description, 'Who is told.'),
    target: must(word(), 'How they are told, such as slack or email.'),
  });

export const alertNotificationTargetShape = objectShape(
  'AlertNotificationTarget',
  must(alertNotificationTargetSpecShape, 'Who is told.'),
);
