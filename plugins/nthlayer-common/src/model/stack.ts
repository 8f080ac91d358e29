import { Asset } from './asset';
import { Diagnostic } from './diagnostic';
import { ServiceSpec } from './serviceSpec';
import { Slo } from './slo';

/**
 * Everything generated for one service in one environment.
 *
 * @public
 */
export interface ReliabilityStack {
  readonly spec: ServiceSpec;
  readonly environment: string;
  /** The spec's SLOs with this environment's matcher in their selectors. */
  readonly slos: readonly Slo[];
  readonly assets: readonly Asset[];
  readonly diagnostics: readonly Diagnostic[];
  /** Content address: sha256 over spec, environment, SLOs and asset hashes, lower-case hex. */
  readonly revision: string;
}
