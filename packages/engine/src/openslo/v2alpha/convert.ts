import { PropertyPath } from '../../spec/documents';
import { isObject } from '../../spec/specFile/readFields';
import { OPENSLO_API_VERSION } from '../metadata';

/** The draft of the version after v1. */
export const V2ALPHA = 'openslo.com/v2alpha';

/** What v2alpha calls otherwise; the draft keeps `service`, its SDK has `serviceRef`. */
export const RENAMED: Readonly<Record<string, string>> = {
  sli: 'indicator',
  sliRef: 'indicatorRef',
  serviceRef: 'service',
};

/** Whose members are metrics. */
export const METRICS = ['thresholdMetric', 'good', 'bad', 'total', 'raw'];
/** Fields of `metadata`. */
export const METADATA = ['name', 'labels', 'annotations'];
/** The user's own, whatever it is called. */
const FREE = ['metadata', 'connectionDetails'];

/** A document of v2alpha as one of v1, and from where its values came. Whatever is broken stays broken. */
export function convertV2alpha(document: Readonly<Record<string, unknown>>): {
  readonly value: unknown;
  readonly origins: (readonly [PropertyPath, PropertyPath])[];
} {
  const origins: (readonly [PropertyPath, PropertyPath])[] = [];
  const value = visit({ ...document, apiVersion: OPENSLO_API_VERSION }, [], []);
  return { value, origins };

  function visit(part: unknown, to: PropertyPath, from: PropertyPath): unknown {
    if (Array.isArray(part)) {
      return part.map((item, index) =>
        visit(item, [...to, index], [...from, index]),
      );
    }
    return isObject(part) ? visitObject(part, to, from) : part;
  }

  function visitObject(
    part: Readonly<Record<string, unknown>>,
    to: PropertyPath,
    from: PropertyPath,
  ): unknown {
    if (mayHaveSli(to)) {
      origins.push(...absentNames(part, to, from));
    }
    const entries = Object.entries(part).map(([name, member]) => {
      const renamed = Object.hasOwn(RENAMED, name) ? RENAMED[name] : name;
      const [next, before] = [
        [...to, renamed],
        [...from, name],
      ];
      if (renamed !== name) {
        origins.push([next, before]);
      }
      if (FREE.includes(name)) {
        return [renamed, withoutKubernetes(name, member, next)];
      }
      return METRICS.includes(name) && isObject(member)
        ? [renamed, visitMetric(member, next, before)]
        : [renamed, visit(member, next, before)];
    });
    return Object.fromEntries(entries);
  }

  function visitMetric(
    { dataSourceRef, dataSourceSpec, spec }: Readonly<Record<string, unknown>>,
    to: PropertyPath,
    from: PropertyPath,
  ): unknown {
    const source = [...to, 'metricSource'];
    origins.push(
      [
        [...source, 'metricSourceRef'],
        [...from, 'dataSourceRef'],
      ],
      [
        [...source, 'type'],
        [...from, 'dataSourceSpec', 'type'],
      ],
      [
        [...source, 'spec'],
        [...from, 'spec'],
      ],
      [source, from],
    );
    const type = isObject(dataSourceSpec) ? dataSourceSpec.type : undefined;
    return {
      metricSource: {
        ...(dataSourceRef !== undefined && { metricSourceRef: dataSourceRef }),
        ...(type !== undefined && { type }),
        ...(spec !== undefined && { spec }),
      },
    };
  }

  /** Keys of labels may have a domain in Kubernetes, which v1 does not know. */
  function withoutKubernetes(
    name: string,
    metadata: unknown,
    path: PropertyPath,
  ): unknown {
    if (name !== 'metadata' || !isObject(metadata)) {
      return metadata;
    }
    const { labels } = metadata;
    const known = METADATA.filter(field => Object.hasOwn(metadata, field));
    return {
      ...Object.fromEntries(known.map(field => [field, metadata[field]])),
      ...(isObject(labels) && {
        labels: Object.fromEntries(
          Object.entries(labels).map(([key, label]) => {
            const short = labelName(key);
            if (short !== key) {
              origins.push([
                [...path, 'labels', short],
                [...path, 'labels', key],
              ]);
            }
            return [short, label];
          }),
        ),
      }),
    };
  }
}

/** A key of a label without its domain. */
export function labelName(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/** The spec of an SLO and its objectives. */
function mayHaveSli(path: PropertyPath): boolean {
  const [spec, objectives] = path;
  return (
    spec === 'spec' &&
    (path.length === 1 || (objectives === 'objectives' && path.length === 3))
  );
}

/** What is not there is missed by the name that the version has for it. */
function absentNames(
  part: Readonly<Record<string, unknown>>,
  to: PropertyPath,
  from: PropertyPath,
): readonly (readonly [PropertyPath, PropertyPath])[] {
  return ['sli', 'sliRef']
    .filter(name => !Object.hasOwn(part, name))
    .map(name => [
      [...to, RENAMED[name]],
      [...from, name],
    ]);
}
