import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Counts findings, and says whether they make a run fail. */
export class Findings {
  readonly #strict: boolean;
  #errors = 0;
  #warnings = 0;
  #notes = 0;

  /** With `strict`, warnings count like errors. */
  static create(options: { readonly strict?: boolean }): Findings {
    return new Findings(options.strict ?? false);
  }

  private constructor(strict: boolean) {
    this.#strict = strict;
  }

  add(diagnostics: readonly Diagnostic[]): void {
    for (const { severity } of diagnostics) {
      this.#errors += Number(severity === 'error');
      this.#warnings += Number(severity === 'warning');
      this.#notes += Number(severity === 'info');
    }
  }

  /** Whether some of these keep a service from being written. */
  blocks(diagnostics: readonly Diagnostic[]): boolean {
    return diagnostics.some(
      ({ severity }) =>
        severity === 'error' || (this.#strict && severity === 'warning'),
    );
  }

  get failed(): boolean {
    return this.#errors > 0 || (this.#strict && this.#warnings > 0);
  }

  get counts() {
    return {
      errors: this.#errors,
      warnings: this.#warnings,
      notes: this.#notes,
    };
  }

  /** E.g. `1 error, 2 warnings`; nothing when there are none. */
  toString(): string {
    return [
      [this.#errors, 'error'],
      [this.#warnings, 'warning'],
      [this.#notes, 'note'],
    ]
      .filter(([count]) => Number(count) > 0)
      .map(([count, what]) => counted(Number(count), String(what)))
      .join(', ');
  }
}

/** E.g. `1 service`, `2,000 services`. */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
