import {
  readDocuments,
  readSpecFile,
  SourceFile,
  SpecContext,
  SpecFileResult,
  SpecResult,
} from '../spec';
import { readSpecSource } from '../spec/formats/readSpecSource';

/**
 * Which spec files entities name, so that no spec is read twice, nor lost beside one that is named.
 *
 * @public
 */
export class NamedSpecs {
  /** Names of entities, in lower case, by what tells files apart. */
  readonly #entities = new Map<string, Set<string>>();
  readonly #disabled = new Set<string>();
  readonly #beside = new Set<string>();

  static create(): NamedSpecs {
    return new NamedSpecs();
  }

  private constructor() {}

  /** An entity names a file; `key` is the same for the same file, however it is named. */
  add(key: string, name: string): void {
    const names = this.#entities.get(key) ?? new Set();
    this.#entities.set(key, names.add(name.toLowerCase()));
  }

  /** A file belongs to a spec, as one of its environments or its SLOs: it does not stand for itself. */
  addBeside(key: string): void {
    this.#beside.add(key);
  }

  /** An entity that is switched off names nothing, and its spec must not stand for it. */
  addEntity(entityRef: string, result: SpecResult): void {
    if (result.kind === 'none' && result.reason === 'disabled') {
      this.#disabled.add(entityRef);
    }
  }

  /**
   * The services of a file that no entity of the run has taken. OpenSLO documents without a spec are of the entity that
   * names their file, which is told of those that are left out.
   */
  free(
    key: string | undefined,
    source: SourceFile,
    context: SpecContext,
  ): readonly SpecFileResult[] {
    const names = this.#entities.get(key ?? '');
    const isPart = this.#beside.has(key ?? '') && !isService(source);
    if (isPart || (names && countSpecs(source) < 2)) {
      return [];
    }
    return readSpecFile(source, context).filter(
      ({ entityRef }) =>
        !this.#disabled.has(entityRef) &&
        !names?.has(entityRef.slice(entityRef.indexOf('/') + 1)),
    );
  }
}

/** The only spec of a file is its entity's, whatever it is called. */
function countSpecs(source: SourceFile): number {
  const { documents } = readSpecSource(source);
  return documents.filter(({ format }) => format === 'nthlayer').length;
}

/** Whether a file describes a service, whatever other files it is read for. */
function isService(source: SourceFile): boolean {
  return readDocuments(source).documents.some(({ format, value }) => {
    const { kind, environment } = value as Readonly<Record<string, unknown>>;
    switch (format) {
      case 'legacy':
        return environment === undefined;
      case 'manifest':
        return kind === 'ServiceManifest';
      default:
        return format === 'nthlayer' || format === 'srm';
    }
  });
}
