/** The graph in ECharts' words. */
import type { DrawingOptions } from "../../ui/chart/echarts.ts";
import type { chartFrame, ChartColours } from "../../ui/chart/theme.ts";
import type { IdentityLink } from "./contract.ts";
import type { DrawnLine, Graph, Node } from "./drawing.tsx";
import { pathOf } from "./marks.tsx";

/** What is said of a node or a line, line by line. */
export type Tips = {
  node(node: Node): string[];
  line(line: DrawnLine): string[];
  shortly(link: IdentityLink): string;
};

/** Texts that others wrote, as texts: never as markup. */
function tip(lines: readonly string[]): HTMLElement {
  const box = document.createElement("div");
  box.style.cssText = "max-width: 320px; white-space: normal; overflow-wrap: anywhere";
  for (const line of lines.filter(Boolean)) {
    const part = document.createElement("div");
    part.textContent = line;
    box.append(part);
  }
  return box;
}

/** More nodes than this are drawn small, their names beside them. */
const FEW = 14;

/** Types of browsers and devices, of orders, and of other customers; all else names a customer. */
const NAMELESS =
  /^(anonymous_id|device_id|ga_client_id|cross_domain_id|(ios|android)\..+|order|other_profile)$/;

function nodeOf(node: Node, many: boolean, colours: ChartColours) {
  const unsure = node.handle?.trust === "claimed" || node.handle?.shared;
  const side = !many ? "bottom" : node.x > 0 ? "right" : node.x < 0 ? "left" : "bottom";
  return {
    ...{ id: node.key, name: node.label, x: node.x, y: node.y, symbol: `path://${pathOf(node.type)}` },
    itemStyle: {
      color: NAMELESS.test(node.type) ? colours.reference : colours.accent,
      opacity: unsure ? 0.6 : 1,
    },
    label: { position: side, opacity: 1 },
  };
}

function lineStyleOf({ link }: DrawnLine, colours: ChartColours) {
  const holds = link.verdict === "holds";
  return {
    color: holds ? colours.muted : colours.states.lost,
    width: holds ? 1.6 : 1.2,
    opacity: holds ? 0.9 : 0.4,
    type: !holds ? "dotted" : link.trust === "claimed" ? "dashed" : "solid",
  };
}

type Pointed = { dataType?: string; dataIndex: number };

/** The drawing of a graph. */
export function seriesOf(
  { nodes, lines }: Graph,
  tips: Tips,
  colours: ChartColours,
  frame: ReturnType<typeof chartFrame>,
): DrawingOptions {
  const font = { fontFamily: frame.textStyle.fontFamily, fontSize: 12 };
  const ground = { backgroundColor: colours.panel, padding: [1, 3] };
  const many = nodes.length > FEW;
  const said = ({ dataType, dataIndex }: Pointed) => {
    const [node, line] = [nodes[dataIndex], lines[dataIndex]];
    return tip(dataType === "edge" ? (line ? tips.line(line) : []) : node ? tips.node(node) : []);
  };
  return {
    ...{ animation: false, textStyle: frame.textStyle, aria: frame.aria },
    tooltip: { ...frame.tooltip, trigger: "item", formatter: said },
    series: [
      {
        ...{ type: "graph", layout: "none", roam: false, autoCurveness: true },
        ...{ left: many ? 130 : 72, right: many ? 130 : 72, top: 28, bottom: 44, preserveAspect: true },
        ...{ symbolSize: many ? 14 : 24, symbolKeepAspect: true, cursor: "pointer" },
        // Lines with ends stop at the signs instead of running into them.
        ...{ edgeSymbol: ["circle", "circle"], edgeSymbolSize: 0 },
        labelLayout: { hideOverlap: true },
        label: {
          ...{ show: true, position: "bottom", distance: 6, width: 120, overflow: "truncate" },
          ...{ ...font, color: colours.ink, ...ground },
        },
        edgeLabel: { ...font, color: colours.muted, opacity: 1, ...ground },
        data: nodes.map((node) => nodeOf(node, many, colours)),
        links: lines.map((line) => ({
          ...{ source: line.source, target: line.target, lineStyle: lineStyleOf(line, colours) },
          label: { show: line.link.verdict !== "holds", formatter: () => tips.shortly(line.link) },
        })),
      },
    ],
  };
}
