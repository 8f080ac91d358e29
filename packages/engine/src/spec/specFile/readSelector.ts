import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { Cursor, findingAt } from './cursor';
import { isObject, readField } from './readFields';
import { labelValueRule, PROMETHEUS_LABEL } from './labelRules';
import { LEFT_OUT, wrongType } from './wrongType';

/** The usable label values of an object, by Prometheus label. */
export function readSelector(at: Cursor | undefined): {
  readonly labels: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (at === undefined || at.value === null) {
    return { labels: {}, diagnostics: [] };
  }
  if (!isObject(at.value)) {
    return { labels: {}, diagnostics: [wrongType(at, 'an object')] };
  }
  const entries: [string, string][] = [];
  const diagnostics: Diagnostic[] = [];
  for (const label of Object.keys(at.value)) {
    const valid = PROMETHEUS_LABEL.test(label);
    const value = readField(at.child(label), labelValueRule);
    diagnostics.push(
      ...(valid ? [] : [invalidLabel(at.child(label))]),
      ...value.diagnostics,
    );
    if (valid && value.found) {
      entries.push([label, value.found.value]);
    }
  }
  return { labels: Object.fromEntries(entries), diagnostics };
}

function invalidLabel(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'invalid-label-name',
    summary: `${quote(at.name)} is not the name of a Prometheus label.`,
    detail: LEFT_OUT,
  });
}
