/**
 * The Reliability tab for apps of Backstage's legacy frontend system.
 *
 * @packageDocumentation
 */
export { nthlayerPlugin, EntityReliabilityContent } from './legacyPlugin';
export { isReliabilityAvailable } from './isReliabilityAvailable';
