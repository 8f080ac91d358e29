import { SourceFile, SpecFile } from '@nthlayer/engine';
import { Lease } from '../leases/LeaseStore';

/** What a look at an entity's spec file found. */
export interface SpecFileLook {
  readonly entityRef: string;
  /** Where the file was looked for; the same file elsewhere is another one. */
  readonly source: string;
  /** Its text, or why there is none. */
  readonly file: SpecFile;
  /** Of the text and of those beside it, or of the problem. */
  readonly fingerprint: string;
  /** The remote side's name of this version. */
  readonly etag?: string;
  readonly lookedAtMs: number;
}

/** A look without what was found: enough to tell whether there is something new. */
export type SpecFileSight = Omit<SpecFileLook, 'file'> & {
  /** The spec asked for files beside it. */
  readonly hasBeside?: boolean;
};

/** What is known of an entity's spec file. */
export interface KnownSpecFile {
  /** As it was found last. */
  readonly file: SpecFile;
  /** The newest version without errors; the same as `file` as long as that has none. */
  readonly lastGood?: SourceFile;
}

/**
 * Spec files as they were last seen, so that a file that breaks or cannot be reached changes nothing. A write with a
 * `fence` is refused (`LeaseLostError`) once another process holds that lease.
 */
export interface SpecFileStore {
  /** The last look of every entity, by entity ref. */
  listSights(): Promise<Map<string, SpecFileSight>>;
  get(entityRef: string): Promise<KnownSpecFile | undefined>;
  /** Replaces what was found before, but not the last good version. */
  saveLook(look: SpecFileLook, fence?: Lease): Promise<void>;
  /** These were found unchanged. */
  saveUnchanged(
    entityRefs: readonly string[],
    lookedAtMs: number,
    fence?: Lease,
  ): Promise<void>;
  /** The version that was found last has no errors. */
  saveGood(entityRef: string, file: SourceFile, fence?: Lease): Promise<void>;
  /** The files of these are looked at again with the next run, however new they are. */
  markDue(entityRefs: readonly string[]): Promise<void>;
  /** Forgets files of entities that name none any more. */
  deleteFiles(entityRefs: readonly string[], fence?: Lease): Promise<void>;
}
