const MOST_FAILURES = 3;

/** Hosts that failed again and again within one run; the rest of the run does not wait for them. */
export class UnresponsiveHosts {
  readonly #failures = new Map<string, number>();
  readonly #skipped = new Map<string, number>();

  /** Whether to leave a file of this host for the next run. */
  skips(url: string): boolean {
    const host = hostOf(url);
    if ((this.#failures.get(host) ?? 0) < MOST_FAILURES) {
      return false;
    }
    this.#skipped.set(host, (this.#skipped.get(host) ?? 0) + 1);
    return true;
  }

  answered(url: string, { failed }: { failed: boolean }): void {
    const host = hostOf(url);
    this.#failures.set(host, failed ? (this.#failures.get(host) ?? 0) + 1 : 0);
  }

  /** How many files were left, by host. */
  skipped(): ReadonlyMap<string, number> {
    return this.#skipped;
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}
