export * from './diagnostic';
export * from './sli';
export * from './slo';
export * from './serviceSpec';
export * from './asset';
export * from './stack';
export * from './tile';
export * from './budget';
