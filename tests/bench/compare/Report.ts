/** Results as they come: tables for standard output and the page that keeps them, progress for people. */
export class Report {
  readonly #sections = new Map<string, string>();
  readonly #broken: string[] = [];

  /** Tables by the section of the page. */
  get sections(): ReadonlyMap<string, string> {
    return this.#sections;
  }

  /** What was promised and is not so. */
  get broken(): readonly string[] {
    return this.#broken;
  }

  add(section: string, table: string): void {
    this.#sections.set(section, table);
    this.show(table);
  }

  /** Of what no page keeps. */
  show(table: string): void {
    process.stdout.write(`${table}\n\n`);
  }

  tell(message: string): void {
    process.stderr.write(`${message}\n`);
  }

  blame(promise: string): void {
    this.#broken.push(promise);
    this.tell(`Not so: ${promise}`);
  }
}
