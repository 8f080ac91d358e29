import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';

type Finding = Pick<Diagnostic, 'code' | 'summary'>;

function memberProblem(
  slo: Slo,
  name: string,
  byName: ReadonlyMap<string, Slo>,
): Finding | undefined {
  const member = byName.get(name);
  if (!member) {
    return {
      code: 'composite-unknown-member',
      summary: `${slo.name} is made of ${name}, and the service has no such SLO.`,
    };
  }
  return member.sli.groupBy.length > 0
    ? {
        code: 'composite-grouped-member',
        summary: `${slo.name} is made of ${name}, which is one SLO for each group and not one figure.`,
      }
    : undefined;
}

/** Whether a composite is made of itself, however many others are between. */
function isCircular(slo: Slo, byName: ReadonlyMap<string, Slo>): boolean {
  const seen = new Set<string>();
  const pending = [slo.name];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const sli = byName.get(name)?.sli;
    for (const member of sli?.kind === 'composite' ? sli.members : []) {
      if (member.slo === slo.name) {
        return true;
      }
      if (!seen.has(member.slo)) {
        seen.add(member.slo);
        pending.push(member.slo);
      }
    }
  }
  return false;
}

function findingOn(slo: Slo, slos: readonly Slo[]): Finding | undefined {
  if (slo.sli.kind !== 'composite') {
    return undefined;
  }
  const byName = new Map(slos.map(each => [each.name, each]));
  if (isCircular(slo, byName)) {
    return {
      code: 'composite-cycle',
      summary: `${slo.name} is made of itself.`,
    };
  }
  const { members } = slo.sli;
  if (members.length === 0 || members.some(({ weight }) => !(weight > 0))) {
    return {
      code: 'composite-members',
      summary: `${slo.name} needs at least one member, each with a weight above 0.`,
    };
  }
  return members
    .map(member => memberProblem(slo, member.slo, byName))
    .find(problem => problem !== undefined);
}

/**
 * Why a composite cannot be made of the SLOs of its service; undefined where it can, and for other SLOs.
 *
 * @public
 */
export function compositeProblem(
  slo: Slo,
  slos: readonly Slo[],
): Diagnostic | undefined {
  const finding = findingOn(slo, slos);
  return (
    finding && {
      severity: 'error',
      path: `slos.${slo.name}.sli`,
      detail: 'It stays unknown; the other SLOs are not touched.',
      ...finding,
    }
  );
}
