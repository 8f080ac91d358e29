import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { sha256 } from '@nthlayer/engine';
import { foreignFile, obstructed, otherService } from './findings';
import { Manifest, MANIFEST_NAME } from './manifest';
import { Standing, StandingFile, textOf } from './standing';

/**
 * Why a folder may not be written: a symbolic link in the way, another service's files, or files that are not as they
 * were generated. Force overrules all but the first.
 */
export function refusals(
  folder: string,
  standing: Standing,
  { entityRef, force }: { readonly entityRef: string; readonly force: boolean },
): readonly Diagnostic[] {
  const { obstacle, manifest, before, files } = standing;
  if (obstacle !== undefined) {
    return [obstructed(obstacle)];
  }
  const inTheWay = [
    ...files,
    { name: MANIFEST_NAME, occupant: manifest },
  ].flatMap(({ name, occupant }) =>
    occupant.kind === 'other'
      ? [obstructed(`${folder}/${name} is ${occupant.what}`)]
      : [],
  );
  if (inTheWay.length > 0 || force) {
    return inTheWay;
  }
  if (before && before.entityRef !== entityRef) {
    return [otherService(folder, entityRef, before.entityRef)];
  }
  const foreign = files.filter(file => !isGenerated(file, before));
  const isStrange = manifest.kind === 'file' && before === undefined;
  return [
    ...(isStrange ? [foreignFile(`${folder}/${MANIFEST_NAME}`, false)] : []),
    ...foreign.map(({ name }) =>
      foreignFile(`${folder}/${name}`, before?.files[name] !== undefined),
    ),
  ];
}

/** Nothing is there, or what is there is what was or would be generated. */
function isGenerated(
  { name, content, occupant }: StandingFile,
  before: Manifest | undefined,
): boolean {
  const text = textOf(occupant);
  if (text === undefined || text === content) {
    return true;
  }
  const hash = sha256(text);
  return hash === before?.files[name] || hash === before?.replaces?.[name];
}
