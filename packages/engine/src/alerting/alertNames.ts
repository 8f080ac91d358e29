/**
 * Names of alerts. Which SLO and which burn it is, is in their labels.
 *
 * @public
 */
export const ALERTS = {
  errorBudgetBurn: 'NthLayerErrorBudgetBurn',
  sliMissing: 'NthLayerSliMissing',
} as const;
