import type {
  ReadyServiceDto,
  SloDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatObjective } from '../../format';
import { windowText } from '../../views';

/** The value of a property path of the spec, as a person reads it; `undefined` where the answer does not carry it. */
export function propertyValue(
  service: ReadyServiceDto,
  path: string,
): string | undefined {
  const [, name, property] = /^slos\.([^.]+)\.(.+)$/.exec(path) ?? [];
  if (name) {
    const slo = service.slos.find(candidate => candidate.name === name);
    return slo && sloProperty(slo, property);
  }
  const [, map, key] =
    /^(labels|related|dependencies)\.(.+)$/s.exec(path) ?? [];
  return key ? entryOf(service, map, key) : serviceProperty(service, path);
}

function entryOf(
  { labels, related = {}, dependencies }: ReadyServiceDto,
  map: string,
  key: string,
): string | undefined {
  if (map !== 'dependencies') {
    const entries = map === 'labels' ? labels : related;
    return Object.hasOwn(entries, key) ? entries[key] : undefined;
  }
  const [, technologyOf] = /^(.+)\.technology$/s.exec(key) ?? [];
  const dependency = dependencies.find(
    ({ name }) => name === key || name === technologyOf,
  );
  return dependency && (dependency.technology ?? dependency.ref ?? key);
}

function serviceProperty(
  service: ReadyServiceDto,
  path: string,
): string | undefined {
  switch (path) {
    case 'entityRef':
    case 'name':
    case 'title':
    case 'service':
    case 'type':
    case 'tier':
    case 'owner':
    case 'system':
    case 'domain':
    case 'lifecycle':
      return service[path];
    case 'tags':
      return service.tags?.join(', ');
    case 'dataSource':
      return service.dataSource.name;
    case 'environments':
      return service.environments.join(', ');
    default:
      return undefined;
  }
}

function sloProperty(slo: SloDto, property: string): string | undefined {
  switch (property) {
    case 'objective':
      return formatObjective(slo.objective);
    case 'window':
      return windowText(slo);
    case 'method':
      return slo.method;
    case 'sli':
      return slo.indicator.kind;
    case 'sli.thresholdMs':
      return slo.indicator.thresholdMs === undefined
        ? undefined
        : `${slo.indicator.thresholdMs}\u00a0ms`;
    default:
      return undefined;
  }
}
