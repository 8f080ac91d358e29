import {
  BudgetingMethod,
  CompositeSli,
  Diagnostic,
  OPENSLO_ANNOTATIONS,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson } from '../../hash';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found } from '../../spec/specFile/readFields';
import { OpenSloMetadata } from '../metadata';
import { DeepPartial } from '../readDocument';
import { Objective } from './readObjectives';

/** OpenSLO gives a composite no target of its own, and its objectives are no SLOs; these annotations say so. */
const {
  compositeTarget: COMPOSITE_TARGET,
  compositeMembers: COMPOSITE_MEMBERS,
} = OPENSLO_ANNOTATIONS;

/** A component of a composite SLO, and the SLO that is made of it. */
export interface Component {
  readonly slo: Slo;
  readonly objective: Objective;
}

/** With Timeslices a slice is bad if it is for any of them; else each counts by its weight. */
const FORMULAS: Readonly<Record<BudgetingMethod, CompositeSli['formula']>> = {
  Occurrences: 'weighted',
  Timeslices: 'worst',
  RatioTimeslices: 'weighted',
};

/** How the components of a composite SLO become one figure. */
export function compositeSli(
  components: readonly Component[],
  method: BudgetingMethod,
): CompositeSli {
  return {
    kind: 'composite',
    formula: FORMULAS[method],
    members: components.map(({ slo, objective }) => ({
      slo: slo.name,
      weight: objective.value.compositeWeight ?? 1,
    })),
    groupBy: [],
  };
}

/**
 * The SLOs of the file that the annotation names for the objectives, in their order. Each must measure what its objective
 * does; else none is used, and the objectives become SLOs of their own.
 */
export function namedComponents(
  metadata: DeepPartial<OpenSloMetadata> | undefined,
  own: readonly Component[],
  known: ReadonlyMap<string, Slo>,
  at: Cursor,
): {
  readonly components?: readonly Component[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const given = metadata?.annotations?.[COMPOSITE_MEMBERS];
  if (given === undefined || own.length === 0) {
    return { diagnostics: [] };
  }
  const names = given.split(',').map(name => name.trim());
  const components = own.flatMap(({ slo: { sli }, objective }, index) => {
    const slo = known.get(names[index]);
    return slo && canonicalJson(slo.sli) === canonicalJson(sli)
      ? [{ slo, objective }]
      : [];
  });
  const isWhole =
    components.length === own.length &&
    names.length === own.length &&
    new Set(names).size === names.length;
  return isWhole
    ? { components, diagnostics: [] }
    : { diagnostics: [otherMembers(annotationAt(at, COMPOSITE_MEMBERS))] };
}

function annotationAt(at: Cursor, name: string): Cursor {
  return at.child('metadata').child('annotations').child(name);
}

function otherMembers(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-composite-members',
    summary: `${quote(at.value)} does not name the SLOs of the objectives.`,
    detail:
      'It is not used, and each objective becomes an SLO of its own. Name an SLO of the file with the same SLI for each objective, in their order, or remove it.',
  });
}

const RATIO = /^(0?\.\d+|0|\d(\.\d+)?e-\d+)$/;

/** The target of a composite SLO: its annotation, else the one that all components share, else the lowest. */
export function compositeTarget(
  metadata: DeepPartial<OpenSloMetadata> | undefined,
  components: readonly Component[],
  at: Cursor,
): {
  readonly target: Found<number>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const targets = components.map(({ objective }) => objective.objective);
  const lowest = targets.reduce((a, b) => (b.value < a.value ? b : a));
  const annotation = annotationAt(at, COMPOSITE_TARGET);
  const given = metadata?.annotations?.[COMPOSITE_TARGET];
  if (given !== undefined && RATIO.test(given)) {
    return {
      target: { value: Number(given), at: annotation },
      diagnostics: [],
    };
  }
  const differ = targets.some(({ value }) => value !== lowest.value);
  return {
    target: lowest,
    diagnostics: [
      ...(given === undefined ? [] : [invalidTarget(annotation)]),
      ...(differ && given === undefined ? [lowestUsed(at, lowest.value)] : []),
    ],
  };
}

function invalidTarget(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'invalid-target',
    summary: `${quote(at.value)} is not a ratio of at least 0 and below 1.`,
    detail:
      'The lowest target of its objectives is used. Write it like "0.99".',
  });
}

function lowestUsed(at: Cursor, target: number): Diagnostic {
  return findingAt(at.child('spec').child('objectives').place('key'), {
    severity: 'warning',
    code: 'openslo-composite-target',
    summary: 'OpenSLO gives a composite SLO no target of its own.',
    detail: `The lowest of its objectives, ${target}, is used. Name one with the annotation ${COMPOSITE_TARGET}.`,
  });
}

/** What becomes of the figures of its components. */
export function compositeFormula(
  { formula }: CompositeSli,
  at: Cursor,
): Diagnostic {
  return findingAt(at.child('spec').child('objectives').place('key'), {
    severity: 'info',
    code: 'openslo-composite-formula',
    summary:
      formula === 'worst'
        ? 'The composite is as bad as the worst of its objectives.'
        : 'The composite is the mean of its objectives, by their weights.',
    detail:
      'Each objective is an SLO of its own as well. Weights are relative to their sum, so that a composite of equals burns like each of them.',
  });
}
