import Skeleton from '@mui/material/Skeleton';
import type {
  AssetSummaryDto,
  ServiceTarget,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { useState } from 'react';
import { useAssets } from '../../hooks';
import { listView } from '../../views';
import { Section } from '../Section';
import { States } from '../States';
import { AssetDialog } from './AssetDialog';
import { AssetList } from './AssetList';

/** The files generated for a service. */
export function Assets(props: {
  readonly target: ServiceTarget;
  readonly revision: string;
}) {
  const { target, revision } = props;
  const [opened, setOpened] = useState<AssetSummaryDto>();
  const view = listView(useAssets(target, revision), {
    when: ({ items }) => items.length === 0,
    title: 'No files were generated',
    hint: 'The findings say why.',
  });
  return (
    <Section title="Generated files">
      <States
        view={view}
        skeleton={<Skeleton variant="rounded" height={120} />}
      >
        {({ items }) => <AssetList assets={items} onOpen={setOpened} />}
      </States>
      {opened && (
        <AssetDialog
          target={target}
          asset={opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Section>
  );
}
