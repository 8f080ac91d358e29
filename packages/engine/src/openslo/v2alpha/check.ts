import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { isObject, unknownFields } from '../../spec/specFile/readFields';
import { wrongType } from '../../spec/specFile/wrongType';
import {
  isPresent,
  Levels,
  memberOf,
  OpenSloProfile,
  problemAt,
  SDK_ONLY,
} from '../schema';
import { labelName, METADATA, METRICS, RENAMED } from './convert';

/** Names of v1 that v2alpha does not know, and what it calls them. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(RENAMED)
      .filter(([name]) => name !== 'serviceRef')
      .map(([name, old]) => [old, name]),
  ),
};
const METRIC = ['dataSourceRef', 'dataSourceSpec', 'spec'];
const SOURCE = ['description', 'type', 'connectionDetails'];

const DURATIONS = [
  'duration',
  'timeSliceWindow',
  'lookbackWindow',
  'alertAfter',
];
const LABEL_VALUE = /^([a-z0-9]([-._a-z0-9]{0,61}[a-z0-9])?)?$/;
/** The longest that a domain may be, and one of its parts. */
const DOMAIN =
  /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;
const FREE = ['connectionDetails', 'annotations', 'labels'];

/** Where v2alpha is stricter than v1, or other. */
export function checkV2alpha(
  at: Cursor,
  profile: OpenSloProfile,
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  visit(at);
  return findings;

  function visit(cursor: Cursor): void {
    const { value } = cursor;
    if (Array.isArray(value)) {
      value.forEach((_item, index) => visit(cursor.child(index)));
    } else if (isObject(value)) {
      findings.push(...checkObject(cursor, value, profile));
      Object.keys(value)
        .filter(name => !FREE.includes(name) && !isMetricSpec(cursor, name))
        .forEach(name => visit(cursor.child(name)));
    }
  }
}

/** The spec of the document. */
function isSpecOfDocument({ path }: Cursor): boolean {
  return path.length === 1 && path[0] === 'spec';
}

function isMetricSpec(at: Cursor, name: string): boolean {
  return name === 'spec' && METRICS.includes(at.name);
}

function checkObject(
  at: Cursor,
  value: Readonly<Record<string, unknown>>,
  profile: OpenSloProfile,
): readonly Diagnostic[] {
  const names = Object.keys(value);
  const has = (name: string) => isPresent(memberOf(value, name));
  const old = names.filter(name => Object.hasOwn(OLD_NAMES, name));
  const long = DURATIONS.filter(name => /[MQY]$/.test(textAt(value, name)));
  return [
    ...old.map(name => oldName(at.child(name), OLD_NAMES[name])),
    ...long.map(name => tooLongUnit(at.child(name))),
    ...(METRICS.includes(at.name) ? unknownFields(at, METRIC) : []),
    ...(has('dataSourceSpec') ? checkSource(at.child('dataSourceSpec')) : []),
    ...(has('service') && isSpecOfDocument(at)
      ? checkService(at, profile)
      : []),
    ...(has('dataSourceRef') && has('dataSourceSpec')
      ? [twoSources(at.child('dataSourceSpec'))]
      : []),
    ...(names.includes('lookbackWindow') && !isPresent(value.alertAfter)
      ? [noWait(at, SDK_ONLY, profile)]
      : []),
    ...(at.name === 'metadata' ? checkMetadata(at, value) : []),
  ];
}

/** What the source of a metric says beside its type has no place in v1. */
function checkSource(at: Cursor): readonly Diagnostic[] {
  return isObject(at.value)
    ? [
        ...unknownFields(at, SOURCE),
        ...SOURCE.filter(name => name !== 'type')
          .map(name => at.child(name))
          .filter(({ value }) => isPresent(value))
          .map(sourceLost),
      ]
    : [wrongType(at, 'an object')];
}

/** The draft has `service`, its SDK only `serviceRef`. */
function checkService(
  at: Cursor,
  profile: OpenSloProfile,
): readonly Diagnostic[] {
  const service = at.child('service');
  return isPresent(at.child('serviceRef').value)
    ? [twoServices(service)]
    : [draftName(service, profile)];
}

function textAt(
  value: Readonly<Record<string, unknown>>,
  name: string,
): string {
  const text = value[name];
  return typeof text === 'string' ? text : '';
}

function checkMetadata(
  at: Cursor,
  { labels }: Readonly<Record<string, unknown>>,
): readonly Diagnostic[] {
  const values = isObject(labels) ? Object.entries(labels) : [];
  const keys = values.map(([key]) => key);
  const last = new Map(keys.map(key => [labelName(key), key]));
  const lost = keys.filter(key => last.get(labelName(key)) !== key);
  return [
    ...unknownFields(at, METADATA),
    ...keys
      .filter(key => key.includes('/') && !DOMAIN.test(domainOf(key)))
      .map(key => notADomain(at.child('labels').child(key))),
    ...lost.map(key => labelLost(at.child('labels').child(key))),
    ...values
      .filter(
        ([, value]) => typeof value !== 'string' || !LABEL_VALUE.test(value),
      )
      .map(([key]) => notALabel(at.child('labels').child(key))),
  ];
}

function domainOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

function oldName(at: Cursor, name: string): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'unknown-field',
    summary: `There is no field ${quote(at.name)} in v2alpha.`,
    detail: `Did you mean ${name}?`,
  });
}

function tooLongUnit(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'invalid-duration',
    summary: `${quote(
      at.value,
    )} is not a length of time: a number and one of m, h, d, w.`,
    detail: 'v2alpha has no months, quarters and years.',
  });
}

function draftName(at: Cursor, profile: OpenSloProfile): Diagnostic {
  return problemAt(
    at.place('key'),
    {
      code: 'unknown-field',
      summary: 'The service is called serviceRef in v2alpha.',
      detail: 'Write serviceRef.',
    },
    SDK_ONLY,
    profile,
  );
}

function sourceLost(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'openslo-field-ignored',
    summary: `${at.name} of the source of a metric has no place in v1 and is not read.`,
    detail: 'Write a DataSource with it, and dataSourceRef here.',
  });
}

function twoSources(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'openslo-two-sources',
    summary: 'Both dataSourceRef and dataSourceSpec are given.',
    detail: 'Keep one of them.',
  });
}

function twoServices(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'openslo-two-services',
    summary: 'Both service and serviceRef are given.',
    detail: 'Keep serviceRef.',
  });
}

function notADomain(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'invalid-key',
    summary: `${quote(domainOf(at.name))} is not a domain.`,
    detail: 'Write lower-case labels with dots between them before the /.',
  });
}

function labelLost(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'openslo-label-lost',
    summary: `Another label is called ${labelName(at.name)} as well.`,
    detail:
      'Without its domain, which v1 has no place for, only the last one is kept. Give them different names.',
  });
}

function noWait(
  at: Cursor,
  levels: Levels,
  profile: OpenSloProfile,
): Diagnostic {
  const { path } = at.child('alertAfter').place();
  return problemAt(
    { ...at.place(), path },
    {
      code: 'missing-field',
      summary: 'There is no alertAfter here.',
      detail: 'Add alertAfter: 0m.',
    },
    levels,
    profile,
  );
}

function notALabel(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'invalid-label-value',
    summary: `${quote(at.value)} is not a label of v2alpha.`,
    detail:
      'Write at most 63 lower-case letters, digits and . _ - between them.',
  });
}
