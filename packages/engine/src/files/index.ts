export type { FoundService } from './foundService';
export { placedOnService } from './foundService';
export type { ReadSpecFile } from './namedSpec';
export * from './readServiceFiles';
export { sameFolder } from './serviceFindings';
export * from './checkServices';
export * from './checkFiles';
