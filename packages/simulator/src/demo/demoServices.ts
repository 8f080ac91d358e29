import { DAY_MS } from '../profile/durations';
import { SimulatedService } from '../profile/SimulatedService';
import { analyticsStream } from './analyticsStream';
import { batchReports } from './batchReports';
import { checkoutService } from './checkoutService';
import { identityService } from './identityService';
import { inventoryApi } from './inventoryApi';
import { notificationWorker } from './notificationWorker';
import { paymentApi } from './paymentApi';
import { searchApi } from './searchApi';
import { storefront } from './storefront';

/**
 * The services of the demo's company. At any hour they show every state that there is: `payment-api` and
 * `notification-worker` are healthy, `checkout-service` burns fast, `search-api` slowly, `analytics-stream` has
 * exhausted its budget, `identity-service` recovers from an outage in the night, `batch-reports` is idle for most of
 * the day, `storefront` has no traffic, and `inventory-api` is stale.
 *
 * States that cannot come back again and again are placed relative to 00:00 UTC of the day on which the demo starts;
 * so a restart on the same day continues the same counters.
 *
 * @param options - `startedAtMs`: when the demo started, milliseconds since the epoch
 * @public
 */
export function demoServices({
  startedAtMs,
}: {
  readonly startedAtMs: number;
}): readonly SimulatedService[] {
  const anchorMs = Math.floor(startedAtMs / DAY_MS) * DAY_MS;
  return [
    paymentApi,
    checkoutService(anchorMs),
    identityService(anchorMs),
    searchApi(anchorMs),
    inventoryApi(anchorMs),
    notificationWorker,
    analyticsStream(anchorMs),
    batchReports,
    storefront,
  ];
}
