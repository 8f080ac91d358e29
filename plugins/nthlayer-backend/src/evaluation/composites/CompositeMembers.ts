import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ActiveSlo } from '../../slos/SloStore';
import { ActiveComposite } from './compositeLevels';

/** Milliseconds since the epoch. */
export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** Of what composites are made. */
export interface CompositeMembers {
  /** All SLOs of the service of a composite, as far as they have been read by now. */
  familyOf(composite: ActiveComposite): readonly ActiveSlo[];
  /** Tiles of one of them that have just been read for this very stretch; those of no group are null. */
  freshOf(member: ActiveSlo, stretch: Stretch): TileSeries | null | undefined;
}
