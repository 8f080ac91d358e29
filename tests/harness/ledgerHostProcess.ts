// A Backstage backend that hosts nothing but the catalog and the ledger, to be killed.
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@nthlayer/backstage-plugin-nthlayer-backend'));
backend.add(
  import('@nthlayer/backstage-plugin-nthlayer-backend-module-simulator'),
);

void backend.start();
