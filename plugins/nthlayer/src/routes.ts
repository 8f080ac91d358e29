import { createRouteRef } from '@backstage/core-plugin-api';

export const reliabilityRouteRef = createRouteRef({ id: 'nthlayer' });

export const portfolioRouteRef = createRouteRef({ id: 'nthlayer:portfolio' });
