import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Lease } from '../leases/LeaseStore';

/** A service in an environment, as its current stack has it. */
export interface LintTarget {
  readonly entityRef: string;
  readonly environment: string;
  readonly revision: string;
  readonly dataSource: string;
  readonly spec: ServiceSpec;
  readonly slos: readonly Slo[];
}

/** Which targets: those not looked at since `beforeMs`, or not as they are now, that come after one. */
export interface LintQuery {
  readonly beforeMs: number;
  readonly after?: Pick<LintTarget, 'entityRef' | 'environment'>;
  readonly limit: number;
}

/** What lint looks at and what it finds. */
export interface LintStore {
  /** In the order of entity ref and environment. */
  listTargets(query: LintQuery): Promise<LintTarget[]>;
  /** Replaces what was found before. */
  saveFindings(
    target: LintTarget,
    diagnostics: readonly Diagnostic[],
    options: { nowMs: number; fence?: Lease },
  ): Promise<void>;
}
