import { HttpAuthService } from '@backstage/backend-plugin-api';
import { ServiceReader } from '../services/ServiceReader';
import { ApiRouter } from './ApiRouter';
import { CALLERS } from './callers';
import { sloPath } from './pathParameters';

/** The history of one SLO. */
export function addHistoryRoutes(
  router: ApiRouter,
  options: { httpAuth: HttpAuthService; reader: ServiceReader },
): void {
  const { httpAuth, reader } = options;

  router.get(
    '/services/:kind/:namespace/:name/slos/:slo/history',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, CALLERS);
      const { slo, ...target } = sloPath.parse(request.params);
      const { environment } = request.query;
      response.json(
        await reader.getHistory({ ...target, environment, credentials }, slo),
      );
    },
  );
}
