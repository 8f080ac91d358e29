import { Generator } from '@nthlayer/engine';

/** A generator of one small file. */
export const openslo: Generator = {
  id: 'openslo',
  generate: (spec, { slos }) => ({
    assets: [
      {
        id: 'openslo',
        kind: 'openslo',
        title: 'SLOs',
        path: `${spec.name}/openslo.yaml`,
        mediaType: 'application/yaml',
        sha256: '',
        content: slos.map(slo => `${slo.name}: ${slo.objective}`).join('\n'),
      },
    ],
    diagnostics: [],
  }),
};
