import { ServiceTechnology } from './serviceTechnology';

/** Databases. Their exporters count transactions and queries, but not which of them failed their caller. */
export const database: ServiceTechnology = {
  type: 'database',
  noun: 'queries',
  candidates: [],
};
