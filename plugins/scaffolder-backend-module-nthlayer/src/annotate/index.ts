export * from './annotateText';
export * from './catalogFileOf';
export type { EntitySelection } from './selectEntity';
