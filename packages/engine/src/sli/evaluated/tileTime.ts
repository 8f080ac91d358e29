/** A tile that ended `lagMs` before the evaluation. */
export interface TileTime {
  readonly stepMs: number;
  readonly lagMs: number;
}
