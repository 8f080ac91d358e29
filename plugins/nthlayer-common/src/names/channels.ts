/**
 * Topic of events and notifications on error budgets.
 *
 * @public
 */
export const NTHLAYER_BUDGET_TOPIC = 'nthlayer.budget';

/**
 * Channel of signals that there are new statuses.
 *
 * @public
 */
export const NTHLAYER_STATUS_CHANNEL = 'nthlayer:statuses';
