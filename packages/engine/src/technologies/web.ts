import { api } from './api';
import { ServiceTechnology } from './serviceTechnology';

/** Websites, measured where they are served: their server answers requests over HTTP like any other. */
export const web: ServiceTechnology = { ...api, type: 'web' };
