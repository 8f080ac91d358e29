/**
 * Names of alerts. Which SLO and which burn it is, is in their labels.
 *
 * @public
 */
export const ALERT_NAMES = {
  errorBudgetBurn: 'NthLayerErrorBudgetBurn',
  errorBudgetSpent: 'NthLayerErrorBudgetSpent',
  sliMissing: 'NthLayerSliMissing',
} as const;
