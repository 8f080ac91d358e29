import { InputError } from '@backstage/errors';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { Agent, Dispatcher } from 'undici';

/** Certificates as PEM text. */
export interface PrometheusTls {
  /** Trusted beside those that Node trusts. */
  readonly ca?: string;
  /** Shown to the server, with its key. */
  readonly cert?: string;
  readonly key?: string;
}

/** A connection would leave out what is no certificate without a word. */
function isUsable({ ca, cert, key }: PrometheusTls): boolean {
  try {
    if (ca !== undefined && new X509Certificate(ca).raw.length === 0) {
      return false;
    }
    if (cert === undefined || key === undefined) {
      return cert === key;
    }
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/**
 * Makes connections to servers with certificates of one's own.
 *
 * @throws InputError when they cannot be used; the message does not repeat them
 */
export function tlsDispatcher(tls: PrometheusTls): Dispatcher {
  if (!isUsable(tls)) {
    throw new InputError(
      'tls of a Prometheus data source holds what is no certificate, or a certificate without the key that fits',
    );
  }
  const { ca, ...own } = tls;
  const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  return new Agent({ connect: { ...trusted, ...own } });
}
