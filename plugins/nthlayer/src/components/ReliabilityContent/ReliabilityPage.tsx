import Box from '@mui/material/Box';
import type {
  ReadyServiceDto,
  ServiceTarget,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import type { TabParameters } from '../../hooks';
import {
  hasUnreadableHistory,
  namedRow,
  SloRow,
  sloRows,
  View,
  worstRow,
} from '../../views';
import { Assets } from '../AssetList';
import { BudgetHistory } from '../BudgetHistory';
import { DependencyList } from '../DependencyList';
import { DiagnosticList } from '../DiagnosticList';
import { HistoryRetry } from '../HistoryRetry';
import { ProvenanceList } from '../ProvenanceList';
import { Section } from '../Section';
import { ServiceHeader } from '../ServiceHeader';
import { SloCards } from '../SloCards';
import { States } from '../States';
import { Disclosure } from './Disclosure';

const STACK = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'minmax(0, 1fr)',
} as const;

/** All that is known of one service in one environment. */
export function ReliabilityPage(props: {
  readonly target: ServiceTarget;
  readonly service: ReadyServiceDto;
  readonly chosen: TabParameters;
  /** Something of the service is no longer as it is shown. */
  readonly onChanged: () => void;
}) {
  const { target, service, chosen, onChanged } = props;
  const { slos, dependencies, diagnostics, revision } = service;
  const rows = sloRows(slos);
  const selected = namedRow(rows, chosen.slo) ?? worstRow(service, rows);
  return (
    <Box sx={STACK}>
      <ServiceHeader
        service={service}
        rows={rows}
        onEnvironment={environment => chosen.choose('environment', environment)}
      />
      <States view={selectionView(selected)} skeleton={null}>
        {row => (
          <Box sx={STACK}>
            <SloCards
              rows={rows}
              selectedId={row.id}
              onSelect={id => chosen.choose('slo', id)}
            />
            <BudgetHistory
              key={row.slo.name}
              target={target}
              row={row}
              groups={rows.filter(({ slo }) => slo.name === row.slo.name)}
              onChoose={id => chosen.choose('slo', id)}
            />
          </Box>
        )}
      </States>
      {diagnostics.length > 0 && (
        <Section
          title={`Findings (${diagnostics.length})`}
          action={
            hasUnreadableHistory(service) && (
              <HistoryRetry target={target} onAsked={onChanged} />
            )
          }
        >
          <DiagnosticList diagnostics={diagnostics} />
        </Section>
      )}
      {dependencies.length > 0 && (
        <Section title="Dependencies">
          <DependencyList dependencies={dependencies} />
        </Section>
      )}
      <Assets target={target} revision={revision} />
      <Disclosure title="Where these values come from">
        <ProvenanceList service={service} />
      </Disclosure>
    </Box>
  );
}

function selectionView(selected: SloRow | undefined): View<SloRow> {
  return selected
    ? { state: 'ready', value: selected, stale: [] }
    : {
        state: 'empty',
        title: 'This service has no SLO',
        hint: 'The findings below say why none could be made.',
      };
}
