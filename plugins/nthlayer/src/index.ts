/**
 * The Reliability tab and the page of all services for Backstage's new frontend system.
 *
 * @packageDocumentation
 */
export { nthlayerPlugin as default } from './plugin';
export { nthlayerApiRef } from './api';
export { isReliabilityAvailable } from './isReliabilityAvailable';
