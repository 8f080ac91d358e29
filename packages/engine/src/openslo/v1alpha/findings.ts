import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { pathsAround } from '../../spec/documents/propertyPath';
import { Converted } from './convert';

/** Findings on a document by the objects that it becomes: those on its objectives, and those on what they share. */
export function byObject(
  findings: readonly Diagnostic[],
  objects: readonly Converted[],
): {
  readonly ofAll: readonly Diagnostic[];
  readonly ofEach: readonly (readonly Diagnostic[])[];
} {
  const objectOf = new Map(
    objects.flatMap(({ objectives }, index) =>
      objectives.map(objective => [objective, index] as const),
    ),
  );
  const ofAll: Diagnostic[] = [];
  const ofEach = objects.map((): Diagnostic[] => []);
  for (const finding of findings) {
    const object = objectOf.get(objectiveOf(finding));
    (object === undefined ? ofAll : ofEach[object]).push(finding);
  }
  return { ofAll, ofEach };
}

/** NaN for what is on none. */
function objectiveOf({ path }: Diagnostic): number {
  const [, index] = /^spec\.objectives\[(\d+)\]/.exec(path) ?? [];
  return Number(index);
}

export function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** What has been told of a document, by path: the checks of two versions find much the same. */
export class ToldPaths {
  /** Whether an error was told. */
  readonly #errors = new Map<string, boolean>();
  /** Paths of what the errors are in: what is taken out is missed there. */
  readonly #around: ReadonlySet<string>;
  /** Paths of what was refused as a whole: all in it is missed. */
  readonly #refused: ReadonlySet<string>;

  constructor(findings: readonly Diagnostic[]) {
    findings.forEach(finding => this.#add(finding));
    const refused = findings.filter(isError).map(({ path }) => path);
    this.#refused = new Set(refused);
    this.#around = new Set(refused.flatMap(pathsAround));
  }

  /** Whether it says more than what was told at its path; it is told from then on. */
  isNews(finding: Diagnostic): boolean {
    const told = this.#errors.get(finding.path);
    const isNews =
      !this.#around.has(finding.path) &&
      !pathsAround(finding.path).some(path => this.#refused.has(path)) &&
      (told === undefined || (!told && isError(finding)));
    if (isNews) {
      this.#add(finding);
    }
    return isNews;
  }

  #add(finding: Diagnostic): void {
    const { path } = finding;
    this.#errors.set(path, this.#errors.get(path) || isError(finding));
  }
}
