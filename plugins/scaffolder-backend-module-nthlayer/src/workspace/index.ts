export * from './findSourceFiles';
export * from './locate';
export * from './readTextFile';
export * from './shownText';
export * from './writeFiles';
