import { MadeStatus } from './EvaluationStore';

/** Is told of statuses once they are stored. A failure is logged and holds nothing up. */
export interface StatusListener {
  statusesSaved(saved: readonly MadeStatus[]): Promise<void>;
}
