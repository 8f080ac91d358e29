import { RefObject, useEffect } from 'react';
import Plot from 'uplot';
import type { ChartData } from './chartData';
import { ChartOptions, chartOptions } from './chartOptions';

const HEIGHT_PX = 300;

/** Keeps a chart in an element, as wide as the element. */
export function useUplot(
  container: RefObject<HTMLElement>,
  chart: { readonly data: ChartData; readonly options: ChartOptions },
): void {
  const { data, options } = chart;
  useEffect(() => {
    const element = container.current;
    if (!element) {
      return undefined;
    }
    const size = () => ({ width: element.clientWidth, height: HEIGHT_PX });
    const plot = new Plot(chartOptions(options, size()), data, element);
    const observer = new ResizeObserver(() => plot.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [container, data, options]);
}
