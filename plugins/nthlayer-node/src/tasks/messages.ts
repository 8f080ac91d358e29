import { SerializedError } from '@backstage/errors';
import { Part } from './parts';

/** A task for the other thread; or that the next of what it has made is wanted. */
export type TaskRequest =
  | { readonly id: number; readonly task: string; readonly input: unknown }
  | { readonly id: number; readonly more: true };

/** What a task has made comes in parts, each when it is wanted: taking over much at once would keep others waiting. */
export type TaskReply =
  | { readonly ready: true }
  | { readonly id: number; readonly parts: readonly Part[] }
  | { readonly id: number; readonly done: true }
  | { readonly id: number; readonly error: SerializedError };
