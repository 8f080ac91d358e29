import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SliAnswers } from '../dataSources/readSliTiles';
import {
  ActiveComposite,
  areOfOneService,
} from '../evaluation/composites/compositeLevels';
import {
  CompositeMembers,
  Stretch,
} from '../evaluation/composites/CompositeMembers';
import { storedSeries } from '../evaluation/composites/storedSeries';
import { ActiveSlo } from '../slos/SloStore';

/** SLOs as far as the back-fill has come, with what it has read for a chunk. */
export class ChunkMembers implements CompositeMembers {
  readonly #active: readonly ActiveSlo[];
  readonly #answers: SliAnswers;

  constructor(active: readonly ActiveSlo[], answers: SliAnswers) {
    this.#active = active;
    this.#answers = answers;
  }

  familyOf(composite: ActiveComposite): readonly ActiveSlo[] {
    return this.#active.filter(member => areOfOneService(member, composite));
  }

  freshOf(
    { sliRevisionId }: ActiveSlo,
    stretch: Stretch,
  ): TileSeries | null | undefined {
    const read = this.#answers.get(String(sliRevisionId));
    return read && !read.problem
      ? storedSeries(read.series, stretch)
      : undefined;
  }
}
