import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NoSpecReason } from '@nthlayer/engine';
import { Paint } from '../terminal/paint';
import { printTable } from '../terminal/table';
import { visible } from '../terminal/visible';
import { Explained } from './Explained';

const LONGEST_VALUE = 60;

const REASONS: Readonly<Record<NoSpecReason, string>> = {
  'no-annotation': `it has no tier: add ${NTHLAYER_ANNOTATIONS.tier}, or give --default-tier`,
  disabled: `${NTHLAYER_ANNOTATIONS.enabled} switches it off`,
  'unsupported-type': 'its type has no signals to measure',
  'no-data-source': 'its data source cannot be used',
  failed: 'the findings say why',
};

/** The origins of a service's values as a table. */
export function printExplained(explained: Explained, paint: Paint): string {
  const { entityRef, file, reason, origins } = explained;
  const title = `${paint('bold', visible(entityRef))} (${visible(file)})\n`;
  if (reason !== undefined) {
    return `${title}  no stack: ${REASONS[reason]}\n\n`;
  }
  const head = ['PROPERTY', 'VALUE', 'SOURCE', 'FROM'];
  const rows = origins.map(({ property, value, source, from }) => [
    property,
    value.length > LONGEST_VALUE
      ? `${value.slice(0, LONGEST_VALUE - 1)}…`
      : value,
    source,
    from,
  ]);
  const cells = [head, ...rows].map(row => row.map(text => ({ text })));
  return `${title}${printTable(cells)}\n`;
}
