import { Expression } from '../../promql';

/** A rule of a Prometheus rule file, before it is text. */
export type Rule =
  | {
      readonly kind: 'record';
      readonly record: string;
      readonly expression: Expression;
      readonly labels: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'alert';
      readonly alert: string;
      readonly expression: Expression;
      readonly forMs?: number;
      /** Go templates, like those of the annotations. */
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };

/** Rules that are evaluated one after the other, each seeing what the ones before it recorded. */
export interface RuleGroup {
  readonly name: string;
  readonly intervalMs: number;
  readonly rules: readonly Rule[];
}
