import {
  Diagnostic,
  SPEC_API_VERSION,
  SPEC_KIND,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { dnsLabel, isDnsLabel } from '../../dnsLabel';
import { OPENSLO_API_VERSION } from '../../openslo/metadata';
import { quote } from '../diagnostics';
import { SourceDocument } from '../documents';
import { textOf } from '../reading';
import { Cursor, findingAt } from '../specFile/cursor';
import { readField } from '../specFile/readFields';
import { likelyRatio } from '../specFile/readPresets';
import { target } from '../specFile/promiseRules';
import { percentToRatio } from '../specFile/units';
import { copied, Told, told, toldDocument, toldList, toldObject } from './told';

const DEFAULT_WINDOW = '30d';

/** What an SLO of NthLayer's formats says, however its events are told apart. */
export interface SloParts {
  readonly at: Cursor;
  readonly name: Told;
  readonly displayName?: Told;
  readonly description?: Told;
  /** Its value may be missing. */
  readonly window: Cursor;
}

/** Characters that let one name look like another. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * A name as that of an SLO, which is a DNS label: `error_rate` becomes `error-rate`. Absent with a finding where it is
 * none at all.
 */
export function sloNameOf(
  at: Cursor,
  value: unknown = at.value,
): {
  readonly name?: Told;
  readonly diagnostics: readonly Diagnostic[];
} {
  const text = textOf(value);
  if (!isName(value)) {
    return { diagnostics: [noName(at, value)] };
  }
  const name = isDnsLabel(text) ? text : dnsLabel(text.replaceAll('_', '-'));
  return {
    name: told(name, at),
    diagnostics: name === text ? [] : [renamed(at, value, name)],
  };
}

/** Whether a value can be a name, of whatever characters that show. */
export function isName(value: unknown): boolean {
  const text = textOf(value);
  return text.trim() !== '' && !HIDDEN.test(text);
}

function noName(at: Cursor, value: unknown): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'invalid-name',
    summary: `${quote(value)} is not the name of an SLO.`,
    detail:
      'The SLO is left out. Write lower-case letters, digits and hyphens between them, at most 63, and no characters that do not show.',
  });
}

function renamed(at: Cursor, value: unknown, name: string): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'info',
    code: 'slo-renamed',
    summary: `The SLO ${quote(value)} is called ${name} here.`,
    detail:
      'Names of SLOs are lower-case letters, digits and hyphens between them, at most 63.',
  });
}

/** An SLO of which only the promise is written: its events are the usual ones of the service's type. */
export function presetSlo(
  preset: 'availability' | 'latency',
  { at, name, window }: SloParts,
  numbers: { readonly target?: Told; readonly threshold?: Told },
): Told {
  return toldObject(at, {
    preset: told(preset, at),
    name,
    target: numbers.target,
    threshold: numbers.threshold,
    window: copied(window),
  });
}

/** A percentage as a ratio; absent with a finding where it is none. */
export function ratioOf(at: Cursor): {
  readonly ratio?: Told;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { found, diagnostics } = readField(at, target);
  return found
    ? {
        ratio: told(percentToRatio(found.value), at),
        diagnostics: likelyRatio(found),
      }
    : { diagnostics };
}

/** An SLO with queries of its own, as OpenSLO writes it. */
export function openSloSlo(
  parts: SloParts,
  {
    service,
    indicator,
    objective,
  }: {
    readonly service: Told;
    readonly indicator: Told;
    readonly objective: Told;
  },
): Told {
  const { at, name, displayName, description, window } = parts;
  return toldObject(at, {
    apiVersion: told(OPENSLO_API_VERSION, at),
    kind: told('SLO', at),
    metadata: toldObject(at, { name, displayName }),
    spec: toldObject(at, {
      description,
      service,
      indicator: toldObject(at, {
        metadata: toldObject(at, { name }),
        spec: indicator,
      }),
      timeWindow: toldList(at, [
        toldObject(at, {
          duration: copied(window) ?? told(DEFAULT_WINDOW, at),
          isRolling: told(true, at),
        }),
      ]),
      budgetingMethod: told('Occurrences', at),
      objectives: toldList(at, [objective]),
    }),
  });
}

/** The same as a document. */
export function openSloDocument(slo: Told): SourceDocument {
  return toldDocument(slo.at.file, 'openslo', slo);
}

/** A service in our own format. */
export function specDocument(
  at: Cursor,
  metadata: { readonly at: Cursor; readonly name: Told | undefined },
  spec: Readonly<Record<string, Told | undefined>>,
): SourceDocument {
  const root = toldObject(at, {
    apiVersion: told(SPEC_API_VERSION, at),
    kind: told(SPEC_KIND, at),
    metadata: toldObject(metadata.at, { name: metadata.name }),
    spec: toldObject(at, spec),
  });
  return toldDocument(at.file, 'nthlayer', root);
}
