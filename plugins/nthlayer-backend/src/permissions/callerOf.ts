import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Who is calling, as it is written down: the user's entity ref, or what the service is called. */
export function callerOf({ principal }: BackstageCredentials): string {
  const { type, userEntityRef, subject } = principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  return (type === 'user' ? userEntityRef : subject) ?? 'unknown';
}
