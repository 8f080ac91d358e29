import { Neighbours } from '@nthlayer/engine';

/** Some of what entities say of each other, as it can be sent. */
export interface KnownNeighbours {
  readonly technologies: Neighbours['technologies'];
  readonly domains: Neighbours['domains'];
}

export const NOBODY: KnownNeighbours = {
  technologies: new Map(),
  domains: new Map(),
};

/** A map that remembers for what it was asked. */
class AskedMap<V> extends Map<string, V> {
  readonly asked = new Set<string>();

  override get(key: string): V | undefined {
    this.asked.add(key);
    return super.get(key);
  }
}

/** What is known of neighbours, and remembers of whom something was wanted: a catalog may have far more of them. */
export class AskedNeighbours implements Neighbours {
  readonly technologies: AskedMap<
    Neighbours['technologies'] extends ReadonlyMap<string, infer V> ? V : never
  >;
  readonly domains: AskedMap<string>;

  static of(known: KnownNeighbours): AskedNeighbours {
    return new AskedNeighbours(known);
  }

  private constructor({ technologies, domains }: KnownNeighbours) {
    this.technologies = new AskedMap(technologies);
    this.domains = new AskedMap(domains);
  }

  /** Entity refs of those of whom something was wanted. */
  asked(): readonly string[] {
    return [...this.technologies.asked, ...this.domains.asked];
  }
}

/** What is known of some entities; undefined where it is nothing. */
export function knownOf(
  refs: readonly string[],
  neighbours: Neighbours | undefined,
): KnownNeighbours | undefined {
  const technologies = picked(refs, neighbours?.technologies);
  const domains = picked(refs, neighbours?.domains);
  return technologies.size + domains.size > 0
    ? { technologies, domains }
    : undefined;
}

function picked<V>(
  refs: readonly string[],
  all: ReadonlyMap<string, V> | undefined,
): ReadonlyMap<string, V> {
  return new Map(
    refs.flatMap(ref => {
      const value = all?.get(ref);
      return value === undefined ? [] : [[ref, value] as const];
    }),
  );
}
