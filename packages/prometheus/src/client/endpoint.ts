import { InputError } from '@backstage/errors';

/**
 * How requests are authorised.
 *
 * @public
 */
export type PrometheusAuth =
  | { readonly type: 'bearer'; readonly token: string }
  | {
      readonly type: 'basic';
      readonly username: string;
      readonly password: string;
    };

/**
 * The base URL of an HTTP API, with a closing slash.
 *
 * @throws InputError for anything but a plain http or https URL. The message does not repeat it, as it may hold a
 * password.
 */
export function parseBaseUrl(text: string): URL {
  if (!URL.canParse(text)) {
    throw new InputError('The Prometheus URL is not an absolute URL');
  }
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new InputError('The Prometheus URL must be http or https');
  }
  if (url.username || url.password) {
    throw new InputError(
      'The Prometheus URL must not hold credentials: give them as auth',
    );
  }
  if (url.search || url.hash) {
    throw new InputError(
      'The Prometheus URL must not have a query or a fragment',
    );
  }
  if (!url.pathname.endsWith('/')) {
    url.pathname += '/';
  }
  return url;
}

function authorization(auth: PrometheusAuth): string {
  return auth.type === 'bearer'
    ? `Bearer ${auth.token}`
    : `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString(
        'base64',
      )}`;
}

/**
 * Headers of every request.
 *
 * @throws InputError when one cannot be sent; the message does not repeat its value.
 */
export function requestHeaders(
  auth: PrometheusAuth | undefined,
  extra: Readonly<Record<string, string>> = {},
): Headers {
  const headers = new Headers({ accept: 'application/json' });
  const all = {
    ...extra,
    ...(auth && { authorization: authorization(auth) }),
  };
  for (const [name, value] of Object.entries(all)) {
    try {
      headers.set(name, value);
    } catch {
      throw new InputError(
        `The header ${JSON.stringify(
          name,
        )} has a name or value that HTTP does not allow`,
      );
    }
  }
  return headers;
}
