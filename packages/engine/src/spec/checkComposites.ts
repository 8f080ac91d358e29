import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { unknownValue } from './diagnostics';
import { Preset } from './presets';
import { findingAt } from './specFile/cursor';
import { MemberEntry } from './specFile/specFields';

/** Composites are made of SLOs of the service that count something themselves; others are left out. */
export function checkComposites(
  slos: readonly Slo[],
  presets: readonly Preset[],
): {
  readonly slos: readonly Slo[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const broken = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const { name, indicator } of presets) {
    if (indicator?.kind === 'composite') {
      const problems = indicator.members.flatMap((member, index) =>
        problemOf(member, slos, indicator.members.slice(0, index)),
      );
      if (problems.length > 0) {
        broken.add(name);
        diagnostics.push(...problems);
      }
    }
  }
  return {
    slos: slos.filter(({ name }) => !broken.has(name)),
    diagnostics,
  };
}

const LEFT_OUT = 'The composite is left out.';

function problemOf(
  { slo: name, at }: MemberEntry,
  slos: readonly Slo[],
  before: readonly MemberEntry[],
): readonly Diagnostic[] {
  const found = slos.find(each => each.name === name);
  const single = slos.filter(({ sli }) => sli.kind !== 'composite');
  if (found === undefined) {
    return [
      unknownValue({
        code: 'unknown-slo',
        ...at.place(),
        what: 'SLO of the service',
        value: name,
        known: single.map(each => each.name),
        consequence: LEFT_OUT,
      }),
    ];
  }
  const refuse = (code: string, summary: string) => [
    findingAt(at.place(), {
      severity: 'error',
      code,
      summary,
      detail: LEFT_OUT,
    }),
  ];
  if (found.sli.kind === 'composite') {
    return refuse(
      'composite-of-composite',
      `${name} is a composite itself, which cannot be a member of another.`,
    );
  }
  return before.some(({ slo }) => slo === name)
    ? refuse('duplicate-member', `${name} is a member already.`)
    : [];
}
