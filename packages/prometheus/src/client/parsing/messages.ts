import { DataSourceProblem } from '@nthlayer/engine';
import { ResultType } from './parseColumns';
import { RowColumns } from './RowColumns';

/** A body to be read on another thread, to which it is handed over. */
export interface ParseRequest {
  readonly id: number;
  readonly body: Uint8Array;
  readonly expected: ResultType;
}

export type ParseReply =
  | { readonly ready: true }
  | { readonly id: number; readonly columns: RowColumns }
  | { readonly id: number; readonly problem: DataSourceProblem }
  | { readonly id: number; readonly error: string };
