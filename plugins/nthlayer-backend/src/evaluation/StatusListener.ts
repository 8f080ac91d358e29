import { ActiveSlo, StatusWrite } from '../slos/SloStore';

/** A status that was stored, and the SLO that it is of. */
export interface StoredEvaluation {
  readonly active: ActiveSlo;
  readonly write: StatusWrite;
}

/** Is told of statuses once they are stored. A failure is logged and holds nothing up. */
export interface StatusListener {
  statusesSaved(saved: readonly StoredEvaluation[]): Promise<void>;
}
