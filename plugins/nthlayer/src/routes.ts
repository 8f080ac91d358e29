import { createRouteRef } from '@backstage/core-plugin-api';

export const reliabilityRouteRef = createRouteRef({ id: 'nthlayer' });
