import { HttpAuthService } from '@backstage/backend-plugin-api';
import { FileValidator } from '../validation/FileValidator';
import { ApiRouter } from './ApiRouter';
import { CALLERS } from './callers';

/** `/validate`: findings on files that the caller sends. */
export function addValidateRoutes(
  router: ApiRouter,
  options: { httpAuth: HttpAuthService; validator: FileValidator },
): void {
  const { httpAuth, validator } = options;

  router.post('/validate', async (request, response) => {
    await httpAuth.credentials(request, CALLERS);
    response.json(await validator.validate(request.body));
  });
}
