/** The graph in ECharts' words. */
import type { DrawingOptions } from "../../ui/chart/echarts.ts";
import type { chartFrame, ChartColours } from "../../ui/chart/theme.ts";
import type { IdentityLink } from "./contract.ts";
import { FEW, type DrawnLine, type Graph, type Node } from "./drawing.tsx";
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

/** Types of browsers and devices, of orders, and of other customers; all else names a customer. */
const NAMELESS =
  /^(anonymous_id|device_id|ga_client_id|cross_domain_id|(ios|android)\..+|order|other_profile)$/;

/** Longer names are cut; the tooltip and the list have the whole. */
const LONGEST = { wide: 22, narrow: 13 };

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Names stand away from the middle. */
function sideOf({ x }: Node, nodes: readonly Node[]): "left" | "right" {
  return x < Math.max(...nodes.map((node) => node.x)) / 2 ? "left" : "right";
}

function nodeOf(node: Node, { nodes, narrow }: Graph, colours: ChartColours) {
  const many = nodes.length > FEW;
  const longest = narrow ? LONGEST.narrow : LONGEST.wide;
  const unsure = node.handle?.trust === "claimed" || node.handle?.shared;
  const side = !many ? "bottom" : sideOf(node, nodes);
  return {
    ...{ id: node.key, name: node.label, x: node.x, y: node.y, symbol: `path://${pathOf(node.type)}` },
    itemStyle: {
      color: NAMELESS.test(node.type) ? colours.reference : colours.accent,
      opacity: unsure ? 0.6 : 1,
    },
    label: { position: side, opacity: 1, formatter: () => cut(node.label, longest) },
  };
}

function lineStyleOf({ link }: DrawnLine, colours: ChartColours) {
  const holds = link.verdict === "holds";
  return {
    color: holds ? colours.muted : colours.states.lost,
    width: holds ? 1.6 : 1.2,
    opacity: holds ? 0.9 : 0.6,
    type: !holds ? "dotted" : link.trust === "claimed" ? "dashed" : "solid",
  };
}

type Pointed = { dataType?: string; dataIndex: number };

/** The drawing of a graph. */
export function seriesOf(
  graph: Graph,
  tips: Tips,
  colours: ChartColours,
  frame: ReturnType<typeof chartFrame>,
): DrawingOptions {
  const { nodes, lines, narrow } = graph;
  const font = { fontFamily: frame.textStyle.fontFamily, fontSize: 12 };
  const ground = { backgroundColor: colours.panel, padding: [1, 3] };
  const many = nodes.length > FEW;
  const margin = narrow ? 48 : many ? 130 : 72;
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
        ...{ left: margin, right: margin, top: 28, bottom: 44, preserveAspect: true },
        ...{ symbolSize: many ? 14 : 24, symbolKeepAspect: true, cursor: "pointer" },
        // Lines with ends stop at the signs instead of running into them.
        ...{ edgeSymbol: ["circle", "circle"], edgeSymbolSize: 0 },
        ...(many && { labelLayout: { hideOverlap: true } }),
        label: {
          ...{ show: true, position: "bottom", distance: 6 },
          ...{ ...font, color: colours.ink, ...ground },
        },
        edgeLabel: { ...font, color: colours.muted, opacity: 1, ...ground },
        data: nodes.map((node) => nodeOf(node, graph, colours)),
        links: lines.map((line) => ({
          ...{ source: line.source, target: line.target, lineStyle: lineStyleOf(line, colours) },
          label: { show: line.link.verdict !== "holds", formatter: () => tips.shortly(line.link) },
        })),
      },
    ],
  };
}
