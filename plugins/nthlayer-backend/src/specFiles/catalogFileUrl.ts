import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_VIEW_URL,
  Entity,
} from '@backstage/catalog-model';

/** Where people see the file that an entity comes from, as Backstage itself leads there; `undefined` for other files. */
export function catalogFileUrl(entity: Entity): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  return [
    annotations[ANNOTATION_VIEW_URL],
    annotations[ANNOTATION_LOCATION]?.replace(/^url:/, ''),
    annotations[ANNOTATION_EDIT_URL],
  ].find(isWebUrl);
}

/** Anyone can write these annotations. */
function isWebUrl(url: string | undefined): url is string {
  return (
    url !== undefined &&
    URL.canParse(url) &&
    /^https?:$/.test(new URL(url).protocol)
  );
}
