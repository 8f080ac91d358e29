import { ReliabilityStack } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * As much of a stack as its rules are made from.
 *
 * @public
 */
export type SloStack = Pick<ReliabilityStack, 'spec' | 'environment' | 'slos'>;
