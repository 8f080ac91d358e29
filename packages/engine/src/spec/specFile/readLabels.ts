import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import {
  LABEL_NAME,
  prometheusLabelName,
  RESERVED_LABEL_NAMES,
} from '../labelNames';
import { Cursor, findingAt } from './cursor';
import { Found, isObject, readField } from './readFields';
import { labelValueRule } from './labelRules';
import { LEFT_OUT, wrongType } from './wrongType';

/** The usable labels of an object. */
export function readLabels(at: Cursor | undefined): {
  readonly labels: ReadonlyMap<string, Found<string>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const labels = new Map<string, Found<string>>();
  if (at === undefined || at.value === null) {
    return { labels, diagnostics: [] };
  }
  if (!isObject(at.value)) {
    return { labels, diagnostics: [wrongType(at, 'an object')] };
  }
  const diagnostics: Diagnostic[] = [];
  const taken = new Set<string>();
  for (const name of Object.keys(at.value)) {
    const label = at.child(name);
    const problem = checkName(label, taken);
    const { found, diagnostics: broken } = readField(label, labelValueRule);
    diagnostics.push(...(problem ? [problem] : []), ...broken);
    if (found && !problem) {
      taken.add(prometheusLabelName(name));
      labels.set(name, found);
    }
  }
  return { labels, diagnostics };
}

function checkName(
  label: Cursor,
  taken: ReadonlySet<string>,
): Diagnostic | undefined {
  const { name } = label;
  const refuse = (code: string, summary: string, mend: string) =>
    findingAt(label.place('key'), {
      severity: 'error',
      code,
      summary,
      detail: `${LEFT_OUT} ${mend}`,
    });
  if (!LABEL_NAME.test(name)) {
    return refuse(
      'invalid-label-name',
      `${quote(name)} cannot be the name of a label.`,
      'A name starts with a letter, ends with a letter or digit and holds at most 63 letters, digits and _ - . characters.',
    );
  }
  const known = prometheusLabelName(name);
  if (RESERVED_LABEL_NAMES.includes(known)) {
    return refuse(
      'reserved-label',
      `The label ${quote(name)} has a meaning already.`,
      `Reserved: ${RESERVED_LABEL_NAMES.join(', ')}.`,
    );
  }
  return taken.has(known)
    ? refuse(
        'duplicate-label',
        `In Prometheus ${quote(name)} would be the same as another label.`,
        'There - and . become _.',
      )
    : undefined;
}
