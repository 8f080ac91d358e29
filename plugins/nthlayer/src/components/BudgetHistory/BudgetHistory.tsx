import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import type {
  ServiceTarget,
  SloDto,
  SloHistoryDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { lazy, Suspense, useMemo, useState } from 'react';
import { formatDuration } from '../../format';
import { useSloHistory } from '../../hooks';
import {
  CountedNoun,
  countedNoun,
  isLoadingHistory,
  listView,
  SloRow,
  windowText,
} from '../../views';
import { Section } from '../Section';
import { SimulatedMark } from '../ServiceHeader';
import { States } from '../States';
import { ChartLegend } from './ChartLegend';
import { GroupSelect } from './GroupSelect';
import { gridPoints, isUnknown } from './gridPoints';
import { HistoryTable } from './HistoryTable';
import { IndicatorText } from './IndicatorText';
import { isIdle } from './isIdle';
import { excludedMs } from './excludedMs';
import { unknownMs } from './unknownMs';

// The chart library is not part of the tab's first load.
const BudgetChart = lazy(() => import('./BudgetChart'));

const CHART_SKELETON = <Skeleton variant="rounded" height={330} />;

/** How one budget was spent over its window. */
export function BudgetHistory(props: {
  readonly target: ServiceTarget;
  readonly row: SloRow;
  /** Budgets of the same SLO. */
  readonly groups: readonly SloRow[];
  readonly onChoose: (id: string) => void;
}) {
  const { target, row, groups, onChoose } = props;
  const { slo } = row;
  const [asTable, setAsTable] = useState(false);
  const view = listView(useSloHistory(target, row), {
    when: history => history.points.every(isUnknown),
    title: 'No history yet',
    hint: emptyHint(slo),
  });
  return (
    <Section
      title={`${slo.displayName}: ${windowText(slo)} error budget`}
      action={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, minWidth: 0 }}>
          {groups.length > 1 && (
            <GroupSelect groups={groups} value={row} onChoose={onChoose} />
          )}
          <Button
            size="small"
            onClick={() => setAsTable(shown => !shown)}
            aria-pressed={asTable}
            sx={{ flexShrink: 0 }}
          >
            {asTable ? 'View as chart' : 'View as table'}
          </Button>
        </Box>
      }
    >
      <States view={view} skeleton={CHART_SKELETON}>
        {history => (
          <History
            history={history}
            asTable={asTable}
            noun={countedNoun(slo)}
          />
        )}
      </States>
      <IndicatorText row={row} />
    </Section>
  );
}

function emptyHint(slo: SloDto): string {
  if (slo.dataProblem?.code === 'too-many-groups') {
    return slo.dataProblem.message;
  }
  if (slo.dataProblem) {
    return 'It will be read once the data source answers.';
  }
  return isLoadingHistory(slo)
    ? 'It is being loaded, the newest part first.'
    : 'The data source has no data of this window.';
}

function History(props: {
  readonly history: SloHistoryDto;
  readonly asTable: boolean;
  readonly noun: CountedNoun;
}) {
  const { history, asTable, noun } = props;
  const points = useMemo(() => gridPoints(history), [history]);
  const { stepMs, simulated } = history;
  if (isIdle(points)) {
    return (
      <Typography color="text.secondary">
        No traffic in this window, so nothing was spent of the budget.
      </Typography>
    );
  }
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, mb: 1 }}>
        {!asTable && (
          <ChartLegend
            unknownMs={unknownMs(points, stepMs)}
            excludedMs={excludedMs(points, stepMs)}
            noun={noun}
          />
        )}
        {simulated && (
          <Box sx={{ ml: 'auto' }}>
            <SimulatedMark />
          </Box>
        )}
      </Box>
      {asTable ? (
        <HistoryTable points={points} noun={noun} />
      ) : (
        <>
          <Suspense fallback={CHART_SKELETON}>
            <BudgetChart history={history} points={points} noun={noun} />
          </Suspense>
          <Typography variant="caption" color="text.secondary">
            Times are local. One bar is {formatDuration(stepMs)}.
          </Typography>
        </>
      )}
    </>
  );
}
