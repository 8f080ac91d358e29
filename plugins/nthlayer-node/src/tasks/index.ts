export { TaskRunner } from './TaskRunner';
export type { TaskRunnerOptions } from './TaskRunner';
export { serveTasks } from './serveTasks';
export type { Tasks, TaskInput, TaskName, TaskOutput } from './Tasks';
