import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { GROUP_KEYS, GroupKey, PortfolioParameters } from '../../hooks';
import { STATES, TIERS } from '../../views';
import { BUDGET_STATES } from '../SloCards';
import { Choice } from './Choice';
import { GROUP_NAMES } from './RollupTable';
import { SearchField } from './SearchField';

/** Narrows the services, and puts them together. */
export function PortfolioFilters(props: {
  readonly chosen: PortfolioParameters;
  /** Entity refs. */
  readonly owners: readonly string[];
  readonly onOpenOwners: () => void;
}) {
  const { filter, by, choose } = props.chosen;
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}
    >
      <SearchField
        value={filter.text ?? ''}
        onSearch={text => choose({ text })}
      />
      <Choice
        label="Owner"
        none="All"
        value={filter.owner}
        options={props.owners}
        onOpen={props.onOpenOwners}
        show={ref => (
          <EntityDisplayName entityRef={ref} defaultKind="group" hideIcon />
        )}
        onChoose={owner => choose({ owner })}
      />
      <Choice
        label="Tier"
        none="All"
        value={filter.tier}
        options={TIERS}
        onChoose={tier => choose({ tier })}
      />
      <Choice
        label="State"
        none="All"
        value={filter.state}
        options={STATES}
        show={state => STATES.filter(each => each === state).map(labelOf)}
        onChoose={state => choose({ state })}
      />
      <Choice
        label="Group by"
        none="Nothing"
        value={by}
        options={GROUP_KEYS}
        show={key => GROUP_KEYS.filter(each => each === key).map(nameOf)}
        onChoose={key => choose({ by: key })}
      />
      {(['system', 'domain', 'environment'] as const).map(name =>
        filter[name] === undefined ? null : (
          <Chip
            key={name}
            size="small"
            label={`${name}: ${filter[name]}`}
            onDelete={() => choose({ [name]: undefined })}
            sx={{ m: 0 }}
          />
        ),
      )}
    </Box>
  );
}

const nameOf = (key: GroupKey) => GROUP_NAMES[key];

const labelOf = (state: (typeof STATES)[number]) => BUDGET_STATES[state].label;
