import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json } from 'express';
import { openApiDocument } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Some spec files; whoever sends more sends them one by one. */
const LARGEST_BODY = '512kb';

/** A router that serves the OpenAPI document and refuses requests that do not follow it. */
export function createApiRouter(options: { validateResponses?: boolean } = {}) {
  return createValidatedOpenApiRouter(openApiDocument, {
    middleware: [json({ limit: LARGEST_BODY })],
    ...(options.validateResponses && {
      validatorOptions: { validateResponses: true },
    }),
  });
}

/** The router with its routes typed from the OpenAPI document. */
export type ApiRouter = ReturnType<typeof createApiRouter>;
