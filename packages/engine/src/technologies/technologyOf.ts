import { ServiceType } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ai } from './ai';
import { api } from './api';
import { batch } from './batch';
import { database } from './database';
import { ServiceTechnology } from './serviceTechnology';
import { stream } from './stream';
import { web } from './web';
import { worker } from './worker';

const technologies: ReadonlyMap<string, ServiceTechnology> = new Map(
  [api, web, worker, stream, batch, database, ai].map(technology => [
    technology.type,
    technology,
  ]),
);

/**
 * What a type of service is measured by; types of the user's own are measured like an api.
 *
 * @public
 */
export function technologyOf(type: ServiceType): ServiceTechnology {
  return technologies.get(type) ?? api;
}
