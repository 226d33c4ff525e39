/** The parts of ECharts that our charts use; loaded with the first chart, never with the first page. */
import { BarChart, CustomChart, GraphChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use, type EChartsCoreOption, type EChartsType } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart,
  CustomChart,
  GraphChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  TooltipComponent,
  LabelLayout,
  CanvasRenderer,
]);

/** One chart on the page. */
export type Drawing = EChartsType;

/** What a chart shows, in ECharts' words. */
export type DrawingOptions = EChartsCoreOption;

/** Begins a chart in an element. */
export function draw(element: HTMLElement): Drawing {
  return init(element, null, { renderer: "canvas" });
}
