import { InputError } from '@backstage/errors';
import { NthlayerGeneratorsExtensionPoint } from '@nthlayer/backstage-plugin-nthlayer-node';
import { Generator } from '@nthlayer/engine';

/** The ordered list of generators; modules change it while the backend starts. */
export class GeneratorList implements NthlayerGeneratorsExtensionPoint {
  readonly #generators: Generator[];

  static create(builtIn: readonly Generator[]): GeneratorList {
    return new GeneratorList([...builtIn]);
  }

  private constructor(generators: Generator[]) {
    this.#generators = generators;
  }

  addGenerator(generator: Generator): void {
    if (this.#indexOf(generator.id) >= 0) {
      throw new InputError(`There is a generator "${generator.id}" already`);
    }
    this.#generators.push(generator);
  }

  /** Adds the outputs that are configured; a module's own generator of the same id is meant instead of ours. */
  addOutputs(outputs: readonly Generator[]): void {
    const missing = outputs.filter(({ id }) => this.#indexOf(id) < 0);
    this.#generators.push(...missing);
  }

  replaceGenerator(generator: Generator): void {
    this.#generators[this.#requireIndex(generator.id)] = generator;
  }

  removeGenerator(id: string): void {
    this.#generators.splice(this.#requireIndex(id), 1);
  }

  list(): readonly Generator[] {
    return [...this.#generators];
  }

  #requireIndex(id: string): number {
    const index = this.#indexOf(id);
    if (index < 0) {
      throw new InputError(`There is no generator "${id}"`);
    }
    return index;
  }

  #indexOf(id: string): number {
    return this.#generators.findIndex(generator => generator.id === id);
  }
}
