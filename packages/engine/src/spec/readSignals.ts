import {
  Diagnostic,
  ServiceType,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  ServiceTechnology,
  SignalCandidate,
  technologyOf,
} from '../technologies';
import { Reading } from './reading';
import { Place } from './specFile/cursor';

/** What a service of a type is measured by. */
export interface Signals {
  readonly type: ServiceType;
  readonly technology: ServiceTechnology;
  readonly candidate: SignalCandidate;
}

/** The signals of a type; `undefined` with a finding when it has none. */
export function readSignals(
  type: Reading<ServiceType | 'library'>,
): Reading<Signals | undefined> {
  const { value, provenance } = type;
  if (value === 'library') {
    return { value: undefined, provenance, diagnostics: [library(type)] };
  }
  const technology = technologyOf(value);
  if (technology.candidates.length === 0) {
    return { value: undefined, provenance, diagnostics: [noSignals(type)] };
  }
  const [candidate] = technology.candidates;
  return {
    value: { type: value, technology, candidate },
    provenance,
    diagnostics: [],
  };
}

function library(type: Reading<string>): Diagnostic {
  return {
    severity: 'info',
    code: 'library-has-no-stack',
    ...placeOf(type),
    summary: 'A library does not run, so it has no reliability stack.',
  };
}

function noSignals(type: Reading<string>): Diagnostic {
  return {
    severity: 'error',
    code: 'no-signals-for-type',
    ...placeOf(type),
    summary: `There are no signals for services of the type ${type.value}.`,
    detail:
      'Nothing is built: what such services emit cannot be counted as good and bad events.',
  };
}

function placeOf({ place, provenance }: Reading<string>): Place {
  return place ?? { path: provenance.from };
}
