import {
  SPEC_API_VERSION,
  SPEC_KIND,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { stringify } from 'yaml';

/** An SLO by preset; the target in per cent. */
interface SloInput {
  readonly preset: string;
  readonly target: number;
  readonly window?: string;
  readonly threshold?: string;
  readonly alerts?: { readonly disabled?: readonly string[] };
}

interface DependencyInput {
  readonly ref?: string;
  readonly name?: string;
  readonly technology?: string;
  readonly selector?: Readonly<Record<string, string>>;
}

/** What a spec is made of; empty values count as absent, as forms send them. */
export interface SpecInput {
  readonly name: string;
  readonly tier?: string;
  readonly type?: string;
  readonly service?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly dataSource?: string;
  readonly environments?: readonly string[];
  readonly slos?: readonly SloInput[];
  readonly dependencies?: readonly DependencyInput[];
}

type Fields = Readonly<Record<string, unknown>>;

function isGiven(value: unknown): boolean {
  if (value === undefined || value === '') {
    return false;
  }
  return typeof value !== 'object' || Object.keys(value ?? {}).length > 0;
}

function given(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => isGiven(value)),
  );
}

/** A spec file in the order in which people read one. Same input, same text. */
export function specText(input: SpecInput): string {
  const spec = given({
    tier: input.tier,
    type: input.type,
    service: input.service,
    labels: input.labels,
    dataSource: input.dataSource,
    environments: input.environments,
    slos: input.slos?.map(({ alerts, preset, target, window, threshold }) =>
      given({
        preset,
        target,
        window,
        threshold,
        alerts: alerts && given(alerts),
      }),
    ),
    dependencies: input.dependencies
      ?.map(({ ref, name, technology, selector }) =>
        given({ ref, name, technology, selector }),
      )
      .filter(isGiven),
  });
  const document = {
    apiVersion: SPEC_API_VERSION,
    kind: SPEC_KIND,
    metadata: { name: input.name },
    spec,
  };
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
