import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@nthlayer/backstage-plugin-nthlayer-backend'));
backend.add(
  import('@nthlayer/backstage-plugin-nthlayer-backend-module-prometheus'),
);
// Invented figures, for the demo only: a real portal leaves this module out.
backend.add(
  import('@nthlayer/backstage-plugin-nthlayer-backend-module-simulator'),
);
backend.add(
  import('@nthlayer/backstage-plugin-catalog-backend-module-nthlayer'),
);
backend.add(
  import('@nthlayer/backstage-plugin-scaffolder-backend-module-nthlayer'),
);

void backend.start();
