import {
  BigValueGraphMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  ConstantVariableBuilder,
  Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { DashboardModel, PanelModel } from './dashboardModel';
import { GridPosition, layout } from './layout';

/** Name of the variable that chooses the Grafana data source. */
const DATASOURCE_VARIABLE = 'datasource';
/** Name of the variable that holds the service label's value. */
export const SERVICE_VARIABLE = 'service';

const LONGEST_UID = 40;
const UID = new RegExp(`^[a-zA-Z0-9_-]{1,${LONGEST_UID}}$`);
const datasource = {
  type: 'prometheus',
  uid: `\${${DATASOURCE_VARIABLE}}`,
};

/**
 * A dashboard in Grafana's classic model, which every Grafana from 10 on reads. The builders leave out or preset what
 * a working dashboard needs otherwise; all of that is mended here and nowhere else. Each builder is used once, because
 * it hands out the object that it goes on changing.
 */
export function buildDashboard(model: DashboardModel): Dashboard {
  if (!UID.test(model.uid)) {
    throw new Error(
      `A dashboard uid is 1 to ${LONGEST_UID} of [a-zA-Z0-9_-], not ${JSON.stringify(
        model.uid,
      )}`,
    );
  }
  const builder = new DashboardBuilder(model.title)
    .uid(model.uid)
    .description(model.description)
    .tags([...model.tags])
    .readonly()
    .time({ from: 'now-6h', to: 'now' })
    .timezone('browser')
    .refresh('1m')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(
      new DatasourceVariableBuilder(DATASOURCE_VARIABLE)
        .label('Data source')
        .type('prometheus'),
    )
    .withVariable(
      new ConstantVariableBuilder(SERVICE_VARIABLE)
        .label('Service')
        .value(model.service),
    );
  const positions = layout(model.panels);
  return {
    ...builder.build(),
    // Not through withPanel(): it lets panels stick out of the grid and moves one that lies at its origin.
    panels: model.panels.map((panel, index) =>
      placePanel(panel, index, positions[index]),
    ),
  };
}

function placePanel(
  model: PanelModel,
  index: number,
  gridPos: GridPosition,
): Panel {
  const built =
    model.kind === 'stat' ? buildStat(model) : buildTimeseries(model);
  // Ids begin at 1: with none, or with 0, a link to a panel does not work.
  return { ...built, id: index + 1, gridPos };
}

function buildStat(model: PanelModel): Panel {
  const builder = new StatBuilder()
    .graphMode(BigValueGraphMode.None)
    // Without a calculation the panel shows nothing.
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  return describe(builder, model);
}

function buildTimeseries(model: PanelModel): Panel {
  const builder = new TimeseriesBuilder()
    .lineWidth(1)
    .fillOpacity(10)
    // The legend is off unless it is said to be on.
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Bottom)
        .calcs(['mean', 'max', 'lastNotNull']),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(
        model.thresholds.length > 1
          ? GraphThresholdsStyleMode.Line
          : GraphThresholdsStyleMode.Off,
      ),
    );
  return describe(builder, model);
}

function describe(
  builder: StatBuilder | TimeseriesBuilder,
  model: PanelModel,
): Panel {
  const { min, max, decimals } = model;
  builder
    .title(model.title)
    .description(model.description)
    .unit(model.unit)
    .noValue('No data')
    .datasource(datasource)
    .thresholds(
      new ThresholdsConfigBuilder()
        .mode(ThresholdsMode.Absolute)
        .steps(
          model.thresholds.map(({ from, color }) => ({ value: from, color })),
        ),
    );
  if (min !== undefined) {
    builder.min(min);
  }
  if (max !== undefined) {
    builder.max(max);
  }
  if (decimals !== undefined) {
    builder.decimals(decimals);
  }
  model.queries.forEach((query, index) =>
    builder.withTarget(
      new DataqueryBuilder()
        .refId(referenceId(index))
        .datasource(datasource)
        .expr(query.expression)
        .legendFormat(query.legend)
        .range(),
    ),
  );
  return builder.build();
}

/** A, B, … Z, AA, AB, … as Grafana counts. */
function referenceId(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26
    ? letter
    : `${referenceId(Math.floor(index / 26) - 1)}${letter}`;
}
