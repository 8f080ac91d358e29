import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { json, RequestHandler, Router } from 'express';
import { openApiDocument } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ApiEndpoints, Endpoint } from './ApiEndpoints';
import { refuseNul } from './refuseNul';

/** Some spec files; whoever sends more sends them one by one. */
const LARGEST_BODY = '512kb';

type AddRoute<Endpoints extends Record<keyof Endpoints, Endpoint>> = <
  Path extends keyof Endpoints,
>(
  path: Path,
  handler: RequestHandler<
    Endpoints[Path]['path'],
    Endpoints[Path]['answer'],
    Endpoints[Path]['body'],
    Endpoints[Path]['query']
  >,
) => void;

/** The router with its routes typed from the OpenAPI document. */
export interface ApiRouter {
  get: AddRoute<ApiEndpoints<'get'>>;
  post: AddRoute<ApiEndpoints<'post'>>;
  delete: AddRoute<ApiEndpoints<'delete'>>;
}

/** A router that serves the OpenAPI document and refuses requests that do not follow it. */
export function createApiRouter(
  options: { validateResponses?: boolean } = {},
): Router {
  return createValidatedOpenApiRouterFromGeneratedEndpointMap(openApiDocument, {
    middleware: [refuseNul, json({ limit: LARGEST_BODY })],
    ...(options.validateResponses && {
      validatorOptions: { validateResponses: true },
    }),
  });
}
