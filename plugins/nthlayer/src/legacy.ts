/**
 * The Reliability tab and the page of all services for apps of Backstage's legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  nthlayerPlugin,
  EntityReliabilityContent,
  ReliabilityPortfolioPage,
} from './legacyPlugin';
export { isReliabilityAvailable } from './isReliabilityAvailable';
