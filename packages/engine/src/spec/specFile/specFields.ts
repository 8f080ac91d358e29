import {
  AlertLevel,
  Dependency,
  ServiceType,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../documents';
import { Cursor } from './cursor';
import { Found } from './readFields';

/** An SLO by preset; what is absent comes from the tier. */
export interface PresetEntry {
  readonly preset: 'availability' | 'latency';
  readonly name: string;
  /** A ratio in (0, 1). */
  readonly objective?: Found<number>;
  readonly windowMs?: Found<number>;
  readonly thresholdMs?: Found<number>;
  /** At least one. */
  readonly disabledAlerts?: Found<readonly AlertLevel[]>;
  readonly at: Cursor;
}

/** A dependency as a spec file has it, and where. */
export interface DependencyEntry {
  readonly dependency: Omit<Dependency, 'ref'>;
  /** As it is written; without kind a Resource, without namespace one of the entity's own. */
  readonly reference?: string;
  readonly at: Cursor;
}

/** What a spec file says of one service, as far as it can be used without knowing anything else. */
export interface SpecFields {
  /** The file, as it is shown to people. */
  readonly path: string;
  /** Top of the document; absent in a file of OpenSLO documents alone. */
  readonly at?: Cursor;
  readonly tier?: Found<Tier>;
  readonly type?: Found<ServiceType | 'library'>;
  /** Not checked yet. */
  readonly service?: Cursor;
  /** Not checked yet. */
  readonly dataSource?: Cursor;
  readonly environments?: Found<readonly Found<string>[]>;
  readonly labels: ReadonlyMap<string, Found<string>>;
  /** Absent: those of the tier. */
  readonly presets?: Found<readonly PresetEntry[]>;
  readonly dependencies: readonly DependencyEntry[];
  /** OpenSLO documents of the file. */
  readonly openSlo: readonly SourceDocument[];
  /** Other services that the file is for, too. */
  readonly others: readonly string[];
}
