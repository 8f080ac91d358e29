import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  defaultGenerationSettings,
  readServiceSpec,
  specContextOf,
} from '@nthlayer/engine';
import { parse } from 'yaml';
import { catalogInfo } from '../__testUtils__/files';
import { generatedFiles } from './generatedFiles';

function specWith(environments: readonly string[]): ServiceSpec {
  const result = readServiceSpec(
    parse(catalogInfo),
    specContextOf(defaultGenerationSettings),
  );
  if (result.kind === 'none') {
    throw new Error('The catalog file gives no spec.');
  }
  return { ...result.spec, environments };
}

function pathsOf(environments: readonly string[], folder: string) {
  return generatedFiles(
    [{ spec: specWith(environments), file: 'catalog-info.yaml' }],
    defaultGenerationSettings,
    folder,
  ).files.map(({ path }) => path);
}

describe('generatedFiles', () => {
  it('makes no path of an environment that leads out', () => {
    expect(pathsOf(['../../ci', 'b'], 'reliability')).toEqual([]);
  });

  it('names files of the workspace itself plainly', () => {
    expect(pathsOf(['production'], '.')[0]).toBe('payment-api/openslo.yaml');
  });
});
