import { version } from '../package.json';

/**
 * Version of the engine: another one may compile the same spec to another stack.
 *
 * @public
 */
export const engineVersion: string = version;
