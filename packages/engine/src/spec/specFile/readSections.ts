import {
  Diagnostic,
  GateSection,
  PagingSection,
  RunbookSection,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt, writtenName } from './cursor';
import { FoundFields, readFields, Rules } from './readFields';
import { gateRules, pagingRules, runbookRules } from './sectionRules';
import { SectionFields } from './specFields';
import { percentToRatio } from './units';

/** Sections that are checked and kept; what they say has no effect yet, and that is told. */
export function readSections(sections: {
  readonly paging: Cursor | undefined;
  readonly gate: Cursor | undefined;
  readonly runbook?: Cursor | undefined;
}): {
  readonly sections: SectionFields;
  readonly diagnostics: readonly Diagnostic[];
} {
  const paging = readSection(sections.paging, pagingRules);
  const gate = readSection(sections.gate, gateRules);
  const runbook = readSection(sections.runbook, runbookRules);
  return {
    sections: {
      ...(paging && {
        paging: { value: pagingOf(paging.fields), at: paging.at },
      }),
      ...(gate && { gate: { value: gateOf(gate.fields), at: gate.at } }),
      ...(runbook && {
        runbook: { value: runbookOf(runbook.fields), at: runbook.at },
      }),
    },
    diagnostics: [
      ...(paging?.diagnostics ?? []),
      ...(gate
        ? [...gate.diagnostics, ...gateOrder(gateOf(gate.fields), gate.at)]
        : []),
      ...(runbook?.diagnostics ?? []),
    ],
  };
}

function readSection<R extends Rules>(
  at: Cursor | undefined,
  rules: R,
):
  | {
      readonly at: Cursor;
      readonly fields: FoundFields<R>;
      readonly diagnostics: readonly Diagnostic[];
    }
  | undefined {
  if (at === undefined || at.value === null) {
    return undefined;
  }
  const { fields, diagnostics } = readFields(at, rules);
  return { at, fields, diagnostics: [...diagnostics, noEffectYet(at)] };
}

function pagingOf({
  service,
  escalationPolicy,
  urgency,
}: FoundFields<typeof pagingRules>): PagingSection {
  return {
    ...(service && { service: service.value }),
    ...(escalationPolicy && { escalationPolicy: escalationPolicy.value }),
    ...(urgency && { urgency: urgency.value }),
  };
}

function gateOf({
  warnBelow,
  blockBelow,
  onUnknown,
}: FoundFields<typeof gateRules>): GateSection {
  return {
    ...(warnBelow && { warnBelow: percentToRatio(warnBelow.value) }),
    ...(blockBelow && { blockBelow: percentToRatio(blockBelow.value) }),
    ...(onUnknown && { onUnknown: onUnknown.value }),
  };
}

function runbookOf({
  url,
  contact,
}: FoundFields<typeof runbookRules>): RunbookSection {
  return {
    ...(url && { url: url.value }),
    ...(contact && { contact: contact.value }),
  };
}

/** Who is refused without having been warned has learnt nothing. */
export function gateOrder(
  { warnBelow, blockBelow }: GateSection,
  at: Cursor,
): readonly Diagnostic[] {
  const isUnordered =
    warnBelow !== undefined &&
    blockBelow !== undefined &&
    blockBelow > warnBelow;
  return isUnordered
    ? [
        findingAt(at.child('blockBelow').place(), {
          severity: 'warning',
          code: 'gate-order',
          summary: 'The gate would refuse before it warns.',
          detail: `Make ${writtenName(at, 'blockBelow')} at most ${writtenName(
            at,
            'warnBelow',
          )}.`,
        }),
      ]
    : [];
}

function noEffectYet(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'info',
    code: 'no-effect-yet',
    summary: `What ${at.name} says is checked and kept, and has no effect yet.`,
    detail:
      'It may stay: it counts once gates, pages and runbooks are made of specs.',
  });
}
