export { copyColumns, unknownColumns } from './TileColumns';
export type { TileColumns, TileCounts } from './TileColumns';
export { packColumns, unpackColumns } from './packColumns';
export * from './packTick';
export * from './tiers';
export * from './rollUp';
export * from './TieredTiles';
export * from './peakOf';
export * from './mergeColumns';
