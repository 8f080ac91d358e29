import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import request from 'supertest';
import { createApi } from '../__testUtils__/createApi';

jest.setTimeout(60_000);

describe('POST /validate', () => {
  const spec = (line: string) =>
    `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: shop }\nspec: { ${line} }\n`;
  const entity = JSON.stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop',
      annotations: { 'nthlayer.dev/spec': './slo/nthlayer.yaml' },
    },
    spec: { type: 'service' },
  });
  const validate = async (
    body: object,
    options?: Parameters<typeof createApi>[0],
  ) => {
    const { app } = await createApi(options);
    return request(app).post('/validate').send(body);
  };
  const codes = ({ diagnostics }: { diagnostics: Diagnostic[] }) =>
    diagnostics.map(
      ({ code, position }) =>
        `${position?.file}:${position?.line}:${position?.column} ${code}`,
    );

  it('finds what is wrong with an entity and the spec file that it names', async () => {
    const { status, body } = await validate({
      files: [
        { path: 'a/catalog-info.yaml', text: entity },
        {
          path: 'a/slo/nthlayer.yaml',
          text: spec('teir: low, dataSource: mian'),
        },
      ],
    });
    expect(status).toBe(200);
    expect(codes(body)).toEqual([
      'a/slo/nthlayer.yaml:4:9 unknown-field',
      'a/slo/nthlayer.yaml:4:32 unknown-data-source',
    ]);
    expect(body.services).toEqual([]);
    expect(body.counts).toEqual({ error: 2, warning: 0, info: 0 });
  });

  it.each([
    ['lenient', 'warning'],
    ['strict', 'error'],
    [undefined, 'warning'],
  ])(
    'takes the rules of OpenSLO of the profile %s',
    async (profile, severity) => {
      const text =
        'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: shop, displayName: %s }\nspec: {}\n';
      const { status, body } = await validate({
        profile,
        files: [{ path: 'a.yaml', text: text.replace('%s', 'x'.repeat(64)) }],
      });
      expect(status).toBe(200);
      expect(body.diagnostics).toContainEqual(
        expect.objectContaining({ code: 'too-long', severity }),
      );
    },
  );

  it('reads nothing but what is sent', async () => {
    const { body } = await validate({
      files: [{ path: 'catalog-info.yaml', text: entity }],
    });
    expect(codes(body)).toEqual([
      'catalog-info.yaml:1:119 spec-file-unreadable',
    ]);
    expect(body.services).toEqual([]);
  });

  it('takes any data source where none is configured yet', async () => {
    const files = [{ path: 'a.yaml', text: spec('dataSource: any') }];
    const { body } = await validate({ files }, { sources: [] });
    expect(codes(body)).toEqual([]);
    expect(body.services).toHaveLength(1);
  });

  it('refuses what is no spec, and makes no more than some services whole', async () => {
    const many = Array.from({ length: 51 }, (_, index) =>
      spec('tier: low').replace('shop', `shop-${index}`),
    ).join('---\n');
    const { body } = await validate({
      files: [
        { path: 'a.yaml', text: 'a: 1' },
        { path: 'b.yaml', text: many },
      ],
    });
    expect(body.services).toHaveLength(51);
    expect(body.diagnostics.map(({ code }: Diagnostic) => code)).toEqual([
      'unknown-format',
      'too-many-services',
    ]);
  });

  it.each([
    [400, { files: [] }],
    [400, { files: [{ path: 'a.yaml' }] }],
    [400, { files: [{ path: 'a.yaml', text: '' }], profile: 'sdk' }],
    [400, { files: [{ path: 'a.yaml', text: '', url: 'http://a' }] }],
    [400, { files: [{ path: 'a.yaml', text: 'a'.repeat(262_145) }] }],
    [
      400,
      {
        files: ['a', 'b', 'c'].map(path => ({
          path,
          text: 'a'.repeat(200_000),
        })),
      },
    ],
  ])('answers %d to what is malformed or too much', async (status, body) => {
    const answer = await validate(body);
    expect(answer.status).toBe(status);
  });

  it('answers nobody unknown', async () => {
    const { app } = await createApi({ anonymous: true });
    const answer = await request(app)
      .post('/validate')
      .send({ files: [{ path: 'a.yaml', text: spec('tier: low') }] });
    expect(answer.status).toBe(401);
  });
});
