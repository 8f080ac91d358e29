import { NotFoundError } from '@backstage/errors';
import { StoredEnvironment, StoredService } from './ServiceStore';

/** A service's environment by name, or its first. Throws `NotFoundError` that names those that there are. */
export function chooseEnvironment(
  { spec, environments }: StoredService,
  wanted: string | undefined,
): StoredEnvironment {
  const found =
    wanted === undefined
      ? environments.at(0)
      : environments.find(item => item.environment === wanted);
  if (!found) {
    const known = environments.map(item => item.environment).join(', ');
    throw new NotFoundError(
      `${spec.entityRef} has no environment "${
        wanted ?? ''
      }"; it has: ${known}`,
    );
  }
  return found;
}
