import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { teamOf } from '../prometheusRules/scopeLabels';

/** Usable in a receiver's name and as the name of a file. */
const TEAM = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** The team that is called for a service; nobody is called who cannot be named. */
export function receiverTeam(spec: ServiceSpec): string | undefined {
  const team = teamOf(spec);
  return team !== undefined && TEAM.test(team) ? team : undefined;
}
