import { api } from './api';
import { ServiceKind } from './ServiceKind';

/** Websites, measured at the server that delivers them. */
export const web: ServiceKind = api;
