import type { SloDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** What an SLO counts, in the singular; `many` has its plural. */
export interface CountedNoun {
  readonly one: string;
  readonly many: string;
}

const NOUNS = {
  event: { one: 'event', many: 'events' },
  check: { one: 'check', many: 'checks' },
  minute: { one: 'minute', many: 'minutes' },
  slice: { one: 'slice of time', many: 'slices of time' },
} as const satisfies Record<
  NonNullable<SloDto['indicator']['unit']>,
  CountedNoun
>;

/** The words for what an SLO counts. */
export function countedNoun({ indicator }: SloDto): CountedNoun {
  return NOUNS[indicator.unit ?? 'event'];
}
