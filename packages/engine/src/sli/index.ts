export * from './matrixRow';
export type { ShapeAnswer } from './answerShape';
export * from './shapeQueries';
export { sampleSelectors } from './sampleSelectors';
export * from './describeSli';
export * from './tileExpressions';
