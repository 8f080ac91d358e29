import { SourceFile, WorkspacePackage } from './workspace';

/** One breach of a rule: what, where, why. */
export interface Violation {
  readonly rule: string;
  /** `folder/file:line` or the folder of a package. */
  readonly where: string;
  readonly detail: string;
}

export type Rule = (packages: readonly WorkspacePackage[]) => Violation[];

export function place(
  workspacePackage: WorkspacePackage,
  file: SourceFile,
  line: number,
): string {
  return `${workspacePackage.folder}/${file.path}:${line}`;
}
