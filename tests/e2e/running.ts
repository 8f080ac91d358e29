import { Server } from 'node:http';
import { Portal } from '../harness/portal';

/** What was started before the tests and is stopped after them; both run in one process. */
export const running: {
  portal?: Portal;
  html?: Server;
  services?: string;
} = {};
