import { LABELS } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Fits OpenSLO's metadata as it is and Prometheus with `_` for `-` and `.`. */
export const LABEL_NAME = /^[a-zA-Z]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;

/** Labels that Prometheus or we give a meaning to. */
export const RESERVED_LABEL_NAMES: readonly string[] = [
  ...Object.values(LABELS),
  'alertname',
  'alertstate',
  'le',
  'quantile',
];

/** A label's name as Prometheus takes it. */
export function prometheusLabelName(name: string): string {
  return name.replace(/[-.]/g, '_');
}
