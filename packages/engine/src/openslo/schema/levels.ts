import { Severity } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * Whose rules count: those of OpenSLO's Go SDK (`strict`), or those of the specification's text, which its own
 * examples need (`lenient`).
 *
 * @public
 */
export type OpenSloProfile = 'strict' | 'lenient';

/**
 * Every profile.
 *
 * @public
 */
export const OPENSLO_PROFILES: readonly OpenSloProfile[] = [
  'strict',
  'lenient',
];

/** How bad it is to break a rule. */
export type Levels = Readonly<Record<OpenSloProfile, Severity>>;

/** SDK and specification agree. */
export const BOTH: Levels = { strict: 'error', lenient: 'error' };

/** Only the SDK refuses it. */
export const SDK_ONLY: Levels = { strict: 'error', lenient: 'warning' };

/** Only the text of the specification refuses it. */
export const TEXT_ONLY: Levels = { strict: 'warning', lenient: 'error' };

/** Both accept it, and it hardly means what it says. */
export const ADVICE: Levels = { strict: 'warning', lenient: 'warning' };

/** Who refuses what this profile accepts, as a sentence. */
export function refusedBy(levels: Levels, profile: OpenSloProfile): string {
  if (levels[profile] === 'error') {
    return '';
  }
  if (levels.strict === 'error') {
    return " OpenSLO's own SDK refuses it.";
  }
  return levels.lenient === 'error' ? ' The specification refuses it.' : '';
}
