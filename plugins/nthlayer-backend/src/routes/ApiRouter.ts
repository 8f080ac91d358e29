import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { openApiDocument } from '@nthlayer/backstage-plugin-nthlayer-common';

/** A router that serves the OpenAPI document and refuses requests that do not follow it. */
export function createApiRouter(options: { validateResponses?: boolean } = {}) {
  return createValidatedOpenApiRouter(openApiDocument, {
    ...(options.validateResponses && {
      validatorOptions: { validateResponses: true },
    }),
  });
}

/** The router with its routes typed from the OpenAPI document. */
export type ApiRouter = ReturnType<typeof createApiRouter>;
