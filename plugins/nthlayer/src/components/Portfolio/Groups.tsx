import { GroupKey, PortfolioParameters, useRollups } from '../../hooks';
import { portfolioView } from '../../views';
import { States } from '../States';
import { PortfolioSkeleton } from './PortfolioSkeleton';
import { RollupTable } from './RollupTable';
import { withClearing } from './withClearing';

/** What the services that the filters leave come to together. */
export function Groups(props: {
  readonly by: GroupKey;
  readonly chosen: PortfolioParameters;
}) {
  const { by, chosen } = props;
  const rollups = useRollups(by, chosen.filter);
  const view = withClearing(portfolioView(rollups, chosen.filter), chosen);
  return (
    <States view={view} skeleton={<PortfolioSkeleton />}>
      {({ items }) => (
        <RollupTable
          by={by}
          rollups={items}
          onOpen={key => chosen.choose({ [by]: key, by: undefined })}
        />
      )}
    </States>
  );
}
