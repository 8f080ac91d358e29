import { AlertSeverity } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Words that people write for a severity, by what we make of them. */
const WORDS: Readonly<Record<AlertSeverity, readonly string[]>> = {
  critical: [
    'critical',
    'page',
    'emergency',
    'fatal',
    'high',
    'urgent',
    'p1',
    'p0',
    'sev0',
    'sev1',
    'error',
  ],
  warning: [
    'warning',
    'warn',
    'ticket',
    'major',
    'medium',
    'moderate',
    'minor',
    'p2',
    'p3',
    'sev2',
    'sev3',
  ],
  info: ['info', 'information', 'low', 'none', 'notice', 'p4', 'p5', 'sev4'],
};

/** The severity that a word means; `undefined` for one that nobody has told us of. */
export function alertSeverity(word: string): AlertSeverity | undefined {
  const folded = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
  const entries = Object.entries(WORDS) as [AlertSeverity, string[]][];
  return entries.find(([, words]) => words.includes(folded))?.[0];
}
