export * from './catalogAnnotate';
export * from './specCreate';
export * from './specValidate';
export * from './stackGenerate';
