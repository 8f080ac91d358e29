export { createOpenSloService } from './service';
export type { OpenSloService, OpenSloServiceSpec } from './service';
export { createOpenSloDataSource } from './dataSource';
export type { OpenSloDataSource, OpenSloDataSourceSpec } from './dataSource';
export { createOpenSloSli } from './sli';
export type {
  OpenSloIndicator,
  OpenSloMetric,
  OpenSloMetricSource,
  OpenSloRatioMetric,
  OpenSloSli,
  OpenSloSliSpec,
} from './sli';
export type { OpenSloCalendar, OpenSloTimeWindow } from './timeWindow';
export type { OpenSloObjective } from './objective';
export { createOpenSloSlo } from './slo';
export type { OpenSloSlo, OpenSloSloSpec } from './slo';
export type { OpenSloInline } from './itemShape';
export { createOpenSloAlertPolicy } from './alertPolicy';
export type {
  OpenSloAlertPolicy,
  OpenSloAlertPolicyItem,
  OpenSloAlertPolicySpec,
  OpenSloConditionItem,
  OpenSloTargetItem,
} from './alertPolicy';
export { createOpenSloAlertCondition } from './alertCondition';
export type {
  OpenSloAlertCondition,
  OpenSloAlertConditionSpec,
  OpenSloBurnRateCondition,
} from './alertCondition';
export { createOpenSloAlertNotificationTarget } from './alertNotificationTarget';
export type {
  OpenSloAlertNotificationTarget,
  OpenSloAlertNotificationTargetSpec,
} from './alertNotificationTarget';
