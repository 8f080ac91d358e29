export * from './annotateText';
export * from './annotationsText';
export * from './catalogFileOf';
export * from './isEntity';
export type { EntitySelection } from './selectEntity';
