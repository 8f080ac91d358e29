import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from '../../specFile/cursor';
import { Told } from '../told';

/** What became of an SLO: an entry of a ServiceSpec, or an OpenSLO document; neither where it cannot be measured. */
export interface SrmSlo {
  readonly preset?: Told;
  readonly written?: Told;
  readonly diagnostics: readonly Diagnostic[];
}

/** What an SLO promises, and of whom. */
export interface SrmPromise {
  readonly service: Told;
  readonly query: Cursor;
  readonly target: Cursor;
}

/** An SLO that is left out. */
export function left(diagnostic: Diagnostic): SrmSlo {
  return { diagnostics: [diagnostic] };
}
