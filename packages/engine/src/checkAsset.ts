import { Asset, Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { isDnsLabel } from './dnsLabel';

const PATH_SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** Why a generator's asset may not join the ones before it; `undefined` when it may. */
export function checkAsset(
  asset: Asset,
  before: readonly Asset[],
  generatorId: string,
): Diagnostic | undefined {
  const reject = (code: string, summary: string): Diagnostic => ({
    severity: 'error',
    code,
    path: `generators["${generatorId}"]`,
    summary,
    detail: 'The asset is left out.',
  });
  const id = JSON.stringify(asset.id);
  if (!isDnsLabel(asset.id)) {
    return reject('invalid-asset-id', `The asset id ${id} is no DNS label.`);
  }
  if (!asset.path.split('/').every(segment => PATH_SEGMENT.test(segment))) {
    return reject(
      'invalid-asset-path',
      `The path ${JSON.stringify(
        asset.path,
      )} of ${id} is not plain and relative.`,
    );
  }
  if (before.some(other => other.id === asset.id)) {
    return reject('duplicate-asset-id', `There is already an asset ${id}.`);
  }
  if (before.some(other => other.path === asset.path)) {
    return reject(
      'duplicate-asset-path',
      `There is already an asset at ${JSON.stringify(asset.path)}.`,
    );
  }
  return undefined;
}
