/**
 * The Reliability tab for Backstage's new frontend system.
 *
 * @packageDocumentation
 */
export { nthlayerPlugin as default } from './plugin';
export { nthlayerApiRef } from './api';
export { isReliabilityAvailable } from './isReliabilityAvailable';
