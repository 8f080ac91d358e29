/**
 * What a thread can do, by name. Plain values go in and come out: they are copied from thread to thread.
 *
 * @public
 */
export type Tasks = Readonly<Record<string, (input: never) => unknown>>;

/**
 * The name of a task.
 *
 * @public
 */
export type TaskName<T extends Tasks> = keyof T & string;

/**
 * What a task works with.
 *
 * @public
 */
export type TaskInput<T extends Tasks, N extends TaskName<T>> = Parameters<
  T[N]
>[0];

/**
 * What a task makes.
 *
 * @public
 */
export type TaskOutput<T extends Tasks, N extends TaskName<T>> = Awaited<
  ReturnType<T[N]>
>;
