// A Backstage backend that hosts nothing but the catalog and the ledger, to be killed.
import { flushCompileCache } from 'node:module';
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@nthlayer/backstage-plugin-nthlayer-backend'));
backend.add(
  import('@nthlayer/backstage-plugin-nthlayer-backend-module-simulator'),
);

// kept for the next one while there is time: node does it at the end only
void backend.start().then(() => flushCompileCache());
