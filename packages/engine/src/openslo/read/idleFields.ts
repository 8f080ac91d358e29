import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { OpenSloKind } from '../openSloObject';
import { isPresent } from '../schema';
import { FIELD_IGNORED } from './leftOut';

type Fields = readonly (readonly [part: string, field: string, why: string])[];

const SLO_SAYS = 'What is shown of an SLI is what its SLO says.';
const ALERT_SAYS = 'What an alert says follows from its SLO.';
const TARGET = `Alerts carry the name of their target, by which Alertmanager chooses who is told.`;
const CATALOG = 'The catalog entity says it.';
const CONFIGURED = 'Data sources are those of the configuration.';

function described(why: string): Fields {
  return [
    ['metadata', 'displayName', why],
    ['metadata', 'labels', why],
    ['spec', 'description', why],
  ];
}

/** Fields that nothing is made of, by the kind of object. */
const IDLE: Readonly<Partial<Record<OpenSloKind, Fields>>> = {
  SLO: [
    ['metadata', 'labels', 'Labels of rules are those of the ServiceSpec.'],
  ],
  SLI: described(SLO_SAYS),
  AlertPolicy: described(ALERT_SAYS),
  AlertCondition: described(ALERT_SAYS),
  AlertNotificationTarget: [...described(TARGET), ['spec', 'target', TARGET]],
  Service: described(CATALOG),
  DataSource: [
    ...described(CONFIGURED),
    ['spec', 'connectionDetails', CONFIGURED],
  ],
};

/** Where an object holds others as they are. */
const HELD: Readonly<
  Partial<Record<OpenSloKind, readonly (readonly [string, OpenSloKind])[]>>
> = {
  SLO: [
    ['indicator', 'SLI'],
    ['objectives[].indicator', 'SLI'],
    ['alertPolicies[]', 'AlertPolicy'],
  ],
  AlertPolicy: [
    ['conditions[]', 'AlertCondition'],
    ['notificationTargets[]', 'AlertNotificationTarget'],
  ],
};

/** Notes on what an object, and those that it holds, say and nothing is made of. */
export function idleFields(
  kind: OpenSloKind,
  at: Cursor,
): readonly Diagnostic[] {
  const own = (IDLE[kind] ?? []).flatMap(([part, field, why]) => {
    const found = at.child(part).child(field);
    return isEmpty(found.value) ? [] : [ignored(found, why)];
  });
  const held = (HELD[kind] ?? []).flatMap(([path, other]) =>
    placesOf(at.child('spec'), path).flatMap(each => idleFields(other, each)),
  );
  return [...own, ...held];
}

/** Nothing, or an object in which there is nothing. */
function isEmpty(value: unknown): boolean {
  return (
    !isPresent(value) ||
    (typeof value === 'object' && Object.keys(value as object).length === 0)
  );
}

/** Where a path such as `objectives[].indicator` leads. */
function placesOf(at: Cursor, path: string): readonly Cursor[] {
  return path.split('.').reduce<readonly Cursor[]>(
    (places, step) => {
      const [name, isList] = [step.replace('[]', ''), step.endsWith('[]')];
      const next = places.map(place => place.child(name));
      return isList
        ? next.flatMap(list =>
            Array.isArray(list.value)
              ? list.value.map((_item, index) => list.child(index))
              : [],
          )
        : next.filter(({ value }) => isPresent(value));
    },
    [at],
  );
}

/** The note on a field that nothing is made of. */
export function ignored(at: Cursor, why: string): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'info',
    code: FIELD_IGNORED,
    summary: `${at.name} has no effect here.`,
    detail: why,
  });
}
