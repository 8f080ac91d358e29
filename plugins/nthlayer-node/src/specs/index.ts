export { SpecReader } from './SpecReader';
export type { CheckedFiles } from './specTasks';
