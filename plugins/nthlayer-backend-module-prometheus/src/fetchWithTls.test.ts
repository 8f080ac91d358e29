import { generateKeyPairSync } from 'node:crypto';
import { AddressInfo } from 'node:net';
import { createServer, Server } from 'node:https';
import { ConfigReader } from '@backstage/config';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { generate } from 'selfsigned';
import { readPrometheusConfig } from './readPrometheusConfig';

function selfSigned(name: string) {
  const altNames = [{ type: 7, ip: '127.0.0.1' }];
  return generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames },
    ],
  });
}

describe('a data source with certificates of its own', () => {
  const { cert, private: key } = selfSigned('prometheus');
  const otherKey = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
  let server: Server;
  let url: string;
  let shown: string[];

  beforeAll(async () => {
    server = createServer(
      {
        cert,
        key,
        ca: cert,
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => {
        const { authorized } = request.socket as { authorized?: boolean };
        shown.push(authorized ? 'known' : 'unknown');
        response.setHeader('content-type', 'application/json');
        const data = { resultType: 'vector', result: [] };
        response.end(JSON.stringify({ status: 'success', data }));
      },
    );
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    shown = [];
  });
  afterAll(
    () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );

  const sourceWith = (tls?: object) =>
    PrometheusDataSource.create(
      readPrometheusConfig(
        'main',
        new ConfigReader({ url, ...(tls && { tls }) }),
      ),
    );

  it('is not trusted without its CA', async () => {
    const { state, problem } = await sourceWith().health();
    expect(state).toBe('down');
    expect(problem?.message).toContain('SELF_SIGNED_CERT');
    expect(shown).toEqual([]);
  });

  it('is trusted with it, and nobody is shown a certificate', async () => {
    const { state } = await sourceWith({ ca: cert }).health();
    expect(state).toBe('up');
    expect(new Set(shown)).toEqual(new Set(['unknown']));
  });

  it('is shown the certificate that is configured', async () => {
    const { state } = await sourceWith({ ca: cert, cert, key }).health();
    expect(state).toBe('up');
    expect(new Set(shown)).toEqual(new Set(['known']));
  });

  it.each([
    ['no certificate', { ca: 'canary-7c1e' }],
    ['no key', { cert, key: 'canary-7c1e' }],
    ['another key', { cert, key: otherKey }],
    ['a certificate alone', { cert }],
  ])('cannot be made with %s', (_, tls) => {
    expect(() => sourceWith(tls)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.not.stringMatching(/canary|BEGIN/),
      }),
    );
  });
});
