import { IANAZone } from 'luxon';

/** How every name of the IANA database begins. An offset such as +01:00 is a zone to Node, but knows no summer time. */
export const TIME_ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** Whether there is a time zone of that name. */
export function isTimeZone(name: string): boolean {
  return TIME_ZONE.test(name) && IANAZone.isValidZone(name);
}
