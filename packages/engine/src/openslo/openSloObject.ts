import { OpenSloAlertCondition, alertConditionShape } from './alertCondition';
import {
  alertNotificationTargetShape,
  OpenSloAlertNotificationTarget,
} from './alertNotificationTarget';
import { OpenSloAlertPolicy, alertPolicyShape } from './alertPolicy';
import { OpenSloDataSource, dataSourceShape } from './dataSource';
import { AnyShape } from './schema';
import { OpenSloService, serviceShape } from './service';
import { OpenSloSli, sliShape } from './sli';
import { OpenSloSlo, sloShape } from './slo';

/**
 * An object of OpenSLO v1.
 *
 * @public
 */
export type OpenSloObject =
  | OpenSloSlo
  | OpenSloSli
  | OpenSloService
  | OpenSloDataSource
  | OpenSloAlertPolicy
  | OpenSloAlertCondition
  | OpenSloAlertNotificationTarget;

/** @public */
export type OpenSloKind = OpenSloObject['kind'];

/** What the objects of each kind look like. */
export const SHAPES: Readonly<Record<OpenSloKind, AnyShape>> = {
  SLO: sloShape,
  SLI: sliShape,
  Service: serviceShape,
  DataSource: dataSourceShape,
  AlertPolicy: alertPolicyShape,
  AlertCondition: alertConditionShape,
  AlertNotificationTarget: alertNotificationTargetShape,
};

/**
 * The kinds of OpenSLO v1.
 *
 * @public
 */
export const OPENSLO_KINDS = Object.keys(SHAPES) as readonly OpenSloKind[];

/** Whether a text names a kind. */
export function isOpenSloKind(text: unknown): text is OpenSloKind {
  return OPENSLO_KINDS.some(kind => kind === text);
}
