import { Part } from './parts';
import { SpecTask } from './specTasks';

/** A task for the other thread; or that the next of what it has made is wanted. */
export type SpecRequest =
  | { readonly id: number; readonly task: SpecTask; readonly input: unknown }
  | { readonly id: number; readonly task: 'more' };

/** What a task has made comes in parts, each when it is wanted: taking over much at once would keep others waiting. */
export type SpecReply =
  | { readonly ready: true }
  | { readonly id: number; readonly parts: readonly Part[] }
  | { readonly id: number; readonly done: true }
  | { readonly id: number; readonly error: string };
