import {
  Provenance,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument, specIn } from '@nthlayer/engine';
import { CommonOptions } from '../program/commonOptions';
import { showPlain, showValue } from './showValue';

/** A value of a spec, and where it came from. */
export interface Origin {
  /** Property path in the spec. */
  readonly property: string;
  readonly value: string;
  readonly source: Provenance['source'];
  /** With file and line where it stands in a file. */
  readonly from: string;
}

/** Where every value of a spec came from, in the order of the spec. */
export function originsOf(
  spec: ServiceSpec,
  document: SourceDocument | undefined,
  options: CommonOptions,
): readonly Origin[] {
  const overlays = Object.entries(spec.overlays ?? {}).flatMap(
    ([environment, { provenance }]) =>
      Object.entries(provenance).map(([property, from]) => ({
        property: `environments.${environment}.${property}`,
        value:
          property === 'selector'
            ? showPlain(spec.overlays?.[environment].selector)
            : showValue(specIn(spec, environment), property),
        from,
      })),
  );
  const everywhere = Object.entries(spec.provenance).map(
    ([property, from]) => ({
      property,
      value: showValue(spec, property),
      from,
    }),
  );
  return [...everywhere, ...overlays].map(({ property, value, from }) => ({
    property,
    value,
    ...(from.source === 'config'
      ? fromOption(property, from, options)
      : { source: from.source, from: fromOf(from, document) }),
  }));
}

const OPTIONS: Readonly<
  Record<string, readonly [flag: string, key: keyof CommonOptions]>
> = {
  environments: ['--environment', 'environment'],
  tier: ['--default-tier', 'defaultTier'],
  dataSource: ['--data-source', 'dataSource'],
};

/** What a portal has in its configuration is an option here. */
function fromOption(
  property: string,
  { source, from }: Provenance,
  options: CommonOptions,
): Pick<Origin, 'source' | 'from'> {
  const [flag, key] = OPTIONS[property] ?? [];
  if (flag === undefined || key === undefined) {
    return { source, from };
  }
  return options[key] === undefined
    ? { source: 'default', from: `default of ${flag}` }
    : { source, from: flag };
}

function fromOf(
  { source, from }: Provenance,
  document: SourceDocument | undefined,
): string {
  const path =
    source === 'annotation'
      ? ['metadata', 'annotations', from]
      : entityPath(source, from);
  const position = path && document?.locate(path);
  return position ? `${position.file}:${position.line} ${from}` : from;
}

const FIELD = /^(?:kind|metadata|spec)(?:\.\w+)*$/;

/** Several fields are told apart by commas; the last one is the most particular. */
function entityPath(
  source: Provenance['source'],
  from: string,
): readonly string[] | undefined {
  const field = from.split(', ').at(-1) ?? '';
  return source === 'entity' && FIELD.test(field)
    ? field.split('.')
    : undefined;
}
