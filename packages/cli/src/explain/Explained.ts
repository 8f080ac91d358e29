import { NoSpecReason } from '@nthlayer/engine';
import { Origin } from './origins';

/** A service with the origins of its values, or why it has none. */
export interface Explained {
  readonly entityRef: string;
  readonly file: string;
  readonly reason?: NoSpecReason;
  readonly origins: readonly Origin[];
}
