import { badReply } from '../prometheusProblem';
import { parseValue } from './parseValue';
import { RowColumns } from './RowColumns';

function requireValue(text: unknown): number {
  if (typeof text !== 'string') {
    throw badReply('The reply is not an answer of the Prometheus API');
  }
  const value = parseValue(text);
  if (value === undefined) {
    throw badReply('The reply has a value that is not a number');
  }
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Names of labels in their order, which is the one in which servers send them. A label without a value is none, so that
 * the same series is not there twice.
 */
function namesOf(metric: Record<string, unknown>): string[] {
  const names = Object.keys(metric).filter(name => metric[name] !== '');
  const sorted = names.every((name, i) => i === 0 || names[i - 1] < name);
  return sorted ? names : names.sort();
}

/** Takes rows of a result as they come, refuses what no result has, and lays the rest out in columns. */
export class ColumnBuilder {
  readonly #texts = new Map<string, number>();
  readonly #labels: number[] = [];
  readonly #labelEnds: number[] = [];
  readonly #timesMs: number[] = [];
  readonly #values: number[] = [];
  readonly #sampleEnds: number[] = [];
  readonly #seen = new Set<string>();

  /** @throws PrometheusProblem */
  addRow(metric: unknown, samples: unknown): void {
    if (!isObject(metric) || !Array.isArray(samples)) {
      throw badReply('The reply is not an answer of the Prometheus API');
    }
    this.#addLabels(metric);
    for (const sample of samples) {
      this.#addSample(sample);
    }
    this.#sampleEnds.push(this.#timesMs.length);
  }

  build(): RowColumns {
    return {
      texts: [...this.#texts.keys()],
      labels: Uint32Array.from(this.#labels),
      labelEnds: Uint32Array.from(this.#labelEnds),
      timesMs: Float64Array.from(this.#timesMs),
      values: Float64Array.from(this.#values),
      sampleEnds: Uint32Array.from(this.#sampleEnds),
    };
  }

  #addLabels(metric: Record<string, unknown>): void {
    let key = '';
    for (const name of namesOf(metric)) {
      const value = metric[name];
      if (typeof value !== 'string') {
        throw badReply('The reply is not an answer of the Prometheus API');
      }
      const [nameIndex, valueIndex] = [this.#index(name), this.#index(value)];
      this.#labels.push(nameIndex, valueIndex);
      key += `${nameIndex}=${valueIndex},`;
    }
    this.#labelEnds.push(this.#labels.length);
    if (this.#seen.has(key)) {
      throw badReply('The reply has the same series twice');
    }
    this.#seen.add(key);
  }

  #addSample(sample: unknown): void {
    if (!Array.isArray(sample) || sample.length !== 2) {
      throw badReply('The reply is not an answer of the Prometheus API');
    }
    const [seconds, text] = sample;
    if (typeof seconds !== 'number' || !Number.isFinite(seconds)) {
      throw badReply('The reply is not an answer of the Prometheus API');
    }
    const timeMs = Math.round(seconds * 1000);
    const first = this.#sampleEnds.at(-1) ?? 0;
    const count = this.#timesMs.length;
    if (count > first && timeMs <= this.#timesMs[count - 1]) {
      throw badReply('The reply has samples that are out of order');
    }
    this.#timesMs.push(timeMs);
    this.#values.push(requireValue(text));
  }

  #index(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) {
      return known;
    }
    const index = this.#texts.size;
    this.#texts.set(text, index);
    return index;
  }
}
