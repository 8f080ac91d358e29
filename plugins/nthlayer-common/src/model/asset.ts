/**
 * Kinds of generated files.
 *
 * @public
 */
export type AssetKind =
  | 'openslo'
  | 'prometheus-rules'
  | 'prometheus-rule-tests'
  | 'prometheus-operator-rules'
  | 'mimir-rules'
  | 'victoriametrics-rules'
  | 'alertmanager-config'
  | 'grafana-dashboard';

/**
 * A generated file. Same spec, same bytes.
 *
 * @public
 */
export interface Asset {
  /** Unique within a stack; a DNS label. */
  readonly id: string;
  readonly kind: AssetKind;
  readonly title: string;
  /** Relative path with `/`, as it would be committed. */
  readonly path: string;
  readonly mediaType: string;
  /** Of the content's UTF-8 bytes, lower-case hex. */
  readonly sha256: string;
  readonly content: string;
}
