export * from './baseTile';
export * from './tileCounting';
export * from './tilesFromSamples';
export * from './groupedTiles';
export * from './sumTiles';
export * from './sliSeries';
export * from './groupKey';
export * from './joinTiles';
