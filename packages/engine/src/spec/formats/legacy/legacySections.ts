import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from '../../specFile/cursor';
import { noteFields } from '../notes';
import { firstOf, ToldSections, toldRunbook, toldSection } from '../sections';
import { copied } from '../told';
import {
  gateFields,
  gateThresholdFields,
  pagerDutyFields,
  servicePagerDutyFields,
} from './legacyFields';

/** What a service and its resources `PagerDuty` and `DeploymentGate` say of paging, gates and help. */
export function legacySections(
  service: Cursor,
  resources: readonly Cursor[],
): ToldSections {
  const { sections, diagnostics } = pagingAndGate(service, resources);
  const help = toldRunbook(service.child('runbook_url'), [
    service.child('slack_channel'),
    service.child('email'),
  ]);
  const { runbook } = help;
  return {
    sections: { ...sections, ...(runbook && { runbook }) },
    diagnostics: [...diagnostics, ...help.diagnostics],
  };
}

/** Of these an environment may say something else. */
export function pagingAndGate(
  service: Cursor,
  resources: readonly Cursor[],
): ToldSections {
  const ofKind = (kind: string) =>
    resources.filter(each => each.child('kind').value === kind);
  const pagers = ofKind('PagerDuty');
  const gates = ofKind('DeploymentGate');
  const paging = toldPaging(
    service.child('pagerduty'),
    pagers.slice(0, 1).map(each => each.child('spec')),
  );
  const gate = toldGate(gates.slice(0, 1).map(each => each.child('spec')));
  return {
    sections: { ...paging.sections, ...gate.sections },
    diagnostics: [
      ...paging.diagnostics,
      ...gate.diagnostics,
      ...[...pagers.slice(1), ...gates.slice(1)].map(further),
    ],
  };
}

/** What the service itself says goes before what its resource says. */
function toldPaging(own: Cursor, resources: readonly Cursor[]): ToldSections {
  const both = [own, ...resources];
  const places = (...names: readonly string[]) =>
    firstOf(both.flatMap(at => names.map(name => at.child(name))));
  const service = places('service_id');
  const policy = places('escalation_policy_id', 'escalation_policy');
  const urgency = firstOf(resources.map(at => at.child('urgency')));
  const paging = toldSection({
    service: service.at && copied(service.at),
    escalationPolicy: policy.at && copied(policy.at),
    urgency: urgency.at && copied(urgency.at),
  });
  return {
    sections: paging ? { paging } : {},
    diagnostics: [
      ...noteFields(own, servicePagerDutyFields),
      ...resources.flatMap(at => noteFields(at, pagerDutyFields)),
      ...both.flatMap(keyInFile),
      ...service.diagnostics,
      ...policy.diagnostics,
    ],
  };
}

function toldGate(resources: readonly Cursor[]): ToldSections {
  const [thresholds] = resources.map(at => at.child('thresholds'));
  const gate =
    thresholds &&
    toldSection({
      warnBelow: copied(thresholds.child('warning')),
      blockBelow: copied(thresholds.child('blocking')),
    });
  return {
    sections: gate ? { gate } : {},
    diagnostics: [
      ...resources.flatMap(at => noteFields(at, gateFields)),
      ...(thresholds ? noteFields(thresholds, gateThresholdFields) : []),
    ],
  };
}

/** A key is not repeated anywhere. */
function keyInFile(at: Cursor): readonly Diagnostic[] {
  const key = at.child('integration_key');
  return copied(key)
    ? [
        findingAt(key.place('key'), {
          severity: 'warning',
          code: 'secret-in-spec',
          summary: 'A key stands in the spec, where others can read it.',
          detail:
            'It is not read. Take it out, give the service a new one, and keep that in a file that Alertmanager reads.',
        }),
      ]
    : [];
}

function further(resource: Cursor): Diagnostic {
  const kind = resource.child('kind');
  return findingAt(kind.place(), {
    severity: 'warning',
    code: 'resource-described-twice',
    summary: `There is another ${String(kind.value)} before this one.`,
    detail: 'Only the first one is read. Put what both of them say into one.',
  });
}
