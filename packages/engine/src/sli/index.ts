export * from './matrixRow';
export type { ShapeAnswer } from './answerShape';
export * from './shapeQueries';
export * from './sampleQueries';
export * from './describeSli';
export * from './isCounterSli';
export * from './tileExpressions';
export * from './userExpression';
