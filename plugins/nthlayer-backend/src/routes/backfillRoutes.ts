import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { HistoryRetry } from '../backfill/HistoryRetry';
import { ApiRouter } from './ApiRouter';
import { audited } from './audited';
import { CALLERS } from './callers';
import { servicePath } from './pathParameters';

/** Reading history that was given up once more. */
export function addBackfillRoutes(
  router: ApiRouter,
  options: {
    auditor: AuditorService;
    historyRetry: HistoryRetry;
    httpAuth: HttpAuthService;
  },
): void {
  const { auditor, historyRetry, httpAuth } = options;

  router.post(
    '/services/:kind/:namespace/:name/backfill',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, CALLERS);
      const { environment } = request.query;
      const entity = servicePath.parse(request.params);
      const retry = await audited(
        auditor,
        {
          eventId: 'backfill-retry',
          severityLevel: 'low',
          request,
          meta: {
            entityRef: stringifyEntityRef(entity),
            ...(environment !== undefined && { environment }),
          },
        },
        async () => {
          const slos = await historyRetry.retry({
            ...entity,
            environment,
            credentials,
          });
          return { result: { slos }, meta: { slos } };
        },
      );
      response.status(202).json(retry);
    },
  );
}
