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
    part.dir = "auto";
    part.textContent = line;
    box.append(part);
  }
  return box;
}

function nodeOf(node: Node, colours: ChartColours) {
  const names = node.handle !== null && !/^(anonymous_id|device_id|order|.+_id)$/.test(node.type);
  const strong = node.type === "user_id" || names;
  return {
    ...{ id: node.key, name: node.label, x: node.x, y: node.y, symbol: `path://${pathOf(node.type)}` },
    itemStyle: {
      color: strong ? colours.accent : colours.reference,
      opacity: node.handle?.trust === "claimed" || node.handle?.shared ? 0.55 : 1,
    },
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
        ...{ left: "12%", right: "12%", top: 28, bottom: 44 },
        ...{ symbolSize: 24, symbolKeepAspect: true, cursor: "pointer" },
        label: {
          ...{ show: true, position: "bottom", distance: 6, width: 150, overflow: "truncate" },
          ...{ ...font, color: colours.ink },
        },
        edgeLabel: { ...font, color: colours.muted },
        data: nodes.map((node) => nodeOf(node, colours)),
        links: lines.map((line) => ({
          ...{ source: line.source, target: line.target, lineStyle: lineStyleOf(line, colours) },
          label: { show: line.link.verdict !== "holds", formatter: () => tips.shortly(line.link) },
        })),
      },
    ],
  };
}
