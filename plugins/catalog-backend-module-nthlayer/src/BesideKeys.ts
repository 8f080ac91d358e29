import { EventParams } from '@backstage/plugin-events-node';

/** More than a spec may ask for. */
const MOST_KEYS = 200;
const LONGEST_KEY = 4000;
const KEY = /^(?:url|file):/;

/** Refresh keys of the files that specs ask for, as the backend has found them. */
export class BesideKeys {
  readonly #keys = new Map<string, readonly string[]>();

  static create(): BesideKeys {
    return new BesideKeys();
  }

  private constructor() {}

  /** Takes what the backend tells; anything else is passed over. */
  take({ eventPayload }: EventParams): void {
    for (const entry of listOf(fieldOf(eventPayload, 'keys'))) {
      const [entityRef, keys] = listOf(entry);
      if (typeof entityRef === 'string') {
        this.#keys.set(
          entityRef,
          listOf(keys).filter(isKey).slice(0, MOST_KEYS),
        );
      }
    }
  }

  of(entityRef: string): readonly string[] {
    return this.#keys.get(entityRef) ?? [];
  }
}

function isKey(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length <= LONGEST_KEY && KEY.test(value)
  );
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
