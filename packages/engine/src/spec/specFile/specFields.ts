import {
  AlertLevel,
  BurnAlertTuning,
  BurnLevel,
  CompositeSli,
  Dependency,
  Exclusion,
  GateSection,
  NoDataPolicy,
  PagingSection,
  RunbookSection,
  ServiceType,
  ThresholdSli,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { QueryTexts } from '../../openslo/read/queriesSli';
import { SourceDocument } from '../documents';
import { Cursor } from './cursor';
import { Found } from './readFields';
import { SlicesEntry } from './readSlices';
import { PRESETS } from './presetRules';

/** What is said of alerts, level by level; what is absent is as usual. */
export interface AlertEntry
  extends Readonly<Partial<Record<BurnLevel, Found<BurnAlertTuning>>>> {
  readonly disabled?: Found<readonly AlertLevel[]>;
  readonly minBadEvents?: Found<number>;
  /** Ratios, ascending. */
  readonly budgetThresholds?: Found<readonly number[]>;
}

/** A member of a composite. */
export interface MemberEntry {
  readonly slo: string;
  readonly weight: number;
  readonly at: Cursor;
}

/** What an SLO measures, as it is written. */
export type IndicatorEntry =
  | {
      readonly kind: 'probe';
      readonly metric: string;
      /** In place of the service's own label. */
      readonly selector?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'threshold';
      readonly query: Found<string>;
      readonly op: ThresholdSli['op'];
      readonly value: number;
    }
  | { readonly kind: 'expression'; readonly queries: QueryTexts }
  | {
      readonly kind: 'composite';
      readonly formula: CompositeSli['formula'];
      readonly members: readonly MemberEntry[];
    };

/** An SLO by preset; what is absent comes from the tier. */
export interface PresetEntry {
  readonly preset: (typeof PRESETS)[number];
  readonly name: string;
  /** A ratio in (0, 1). */
  readonly objective?: Found<number>;
  readonly windowMs?: Found<number>;
  readonly thresholdMs?: Found<number>;
  readonly native?: Found<boolean>;
  readonly slices?: Found<SlicesEntry>;
  /** What it measures, where the preset alone does not say it. */
  readonly indicator?: IndicatorEntry;
  readonly groupBy?: Found<readonly string[]>;
  readonly noData?: Found<NoDataPolicy>;
  readonly alerts: AlertEntry;
  readonly at: Cursor;
}

/** What is different of one SLO in one environment. */
export interface SloOverlay {
  readonly name: Found<string>;
  readonly objective?: Found<number>;
  readonly windowMs?: Found<number>;
  readonly thresholdMs?: Found<number>;
  readonly alerts: AlertEntry;
}

/** What is different in one environment. */
export interface OverlayEntry {
  readonly tier?: Found<Tier>;
  /** Not checked yet. */
  readonly service?: Cursor;
  /** Not checked yet. */
  readonly dataSource?: Cursor;
  readonly selector?: Found<Readonly<Record<string, string>>>;
  readonly alerts: AlertEntry;
  readonly paging?: Found<PagingSection>;
  readonly gate?: Found<GateSection>;
  readonly slos: readonly SloOverlay[];
  readonly at: Cursor;
}

/** An environment of a spec file; without overlay it is like the others. */
export interface EnvironmentEntry {
  readonly name: Found<string>;
  readonly overlay?: OverlayEntry;
}

/** An exclusion without errors; environments and SLOs are not checked yet. */
export interface ExclusionEntry {
  readonly exclusion: Exclusion;
  readonly environments?: readonly Found<string>[];
  readonly slos?: readonly Found<string>[];
  readonly at: Cursor;
}

/** Sections that are kept as they are. */
export interface SectionFields {
  readonly paging?: Found<PagingSection>;
  readonly gate?: Found<GateSection>;
  readonly runbook?: Found<RunbookSection>;
}

/** A dependency as a spec file has it, and where. */
export interface DependencyEntry {
  readonly dependency: Omit<Dependency, 'ref'>;
  /** As it is written; without kind a Resource, without namespace one of the entity's own. */
  readonly reference?: string;
  readonly at: Cursor;
}

/** What a spec file says of one service, as far as it can be used without knowing anything else. */
export interface SpecFields extends SectionFields {
  /** The file, as it is shown to people. */
  readonly path: string;
  /** Top of the document; absent in a file of OpenSLO documents alone. */
  readonly at?: Cursor;
  readonly tier?: Found<Tier>;
  readonly type?: Found<ServiceType | 'library'>;
  /** As it is written; without kind a Group, without namespace one of the entity's own. */
  readonly owner?: Found<string>;
  /** Not checked yet. */
  readonly service?: Cursor;
  /** Not checked yet. */
  readonly dataSource?: Cursor;
  readonly environments?: Found<readonly EnvironmentEntry[]>;
  /** The environments only say what is different there; the service runs in the others, too. */
  readonly runsElsewhere?: boolean;
  /** Of every SLO that does not say otherwise. */
  readonly alerts: AlertEntry;
  readonly labels: ReadonlyMap<string, Found<string>>;
  /** Absent: those of the tier. */
  readonly presets?: Found<readonly PresetEntry[]>;
  readonly dependencies: readonly DependencyEntry[];
  readonly exclusions: readonly ExclusionEntry[];
  /** OpenSLO documents of the file. */
  readonly openSlo: readonly SourceDocument[];
  /** Other services that the file is for, too. */
  readonly others: readonly string[];
}
