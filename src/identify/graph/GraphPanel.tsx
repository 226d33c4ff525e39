import { useMediaQuery } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import type { IdentityAnswer } from "./contract.ts";
import { inOneLine } from "../../ui/parts/Parts.tsx";
import { graphOf, type DrawnLine, type Graph, type Node } from "./drawing.tsx";
import { focusOn } from "./focus.tsx";
import { seriesOf } from "./series.tsx";
import { useIdentityText } from "./use-identity-text.tsx";

/** What a node or a line says when it is pointed at. */
function useTips() {
  const { t } = useTranslation();
  const text = useIdentityText();
  return {
    node: ({ handle, label }: Node): string[] =>
      handle === null
        ? [t("identity.otherCustomer"), label]
        : [
            text.type(handle.type),
            handle.value,
            inOneLine(text.handle(handle)),
            handle.shared ? t("identity.shared") : "",
          ],
    line: ({ link }: DrawnLine): string[] => [
      text.rule(link),
      inOneLine(text.link(link)),
      text.against(link) ?? "",
    ],
    shortly: text.shortly,
  };
}

/** The same in rows: each identifier with those that it is tied to. */
function useRows({ nodes, lines }: Graph) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useIdentityText();
  const label = new Map(nodes.map((node) => [node.key, node.label]));
  const tied = ({ key }: Node) => [
    ...new Set(
      lines
        .filter(({ source, target, link }) => link.verdict === "holds" && (source === key || target === key))
        .map(({ source, target }) => label.get(source === key ? target : source) ?? ""),
    ),
  ];
  return {
    head: [t("identity.identifier"), t("identity.kind"), t("identity.trust"), t("identity.tiedTo")],
    rows: nodes.map((node) => [
      node.label,
      node.handle ? text.type(node.type) : t("identity.otherCustomer"),
      node.handle ? t(`words.trust.${node.handle.trust}`) : "",
      format.list(tied(node)),
    ]),
  };
}

/** The customer's identifiers and what ties them, drawn. A click on one finds it in the list. */
export function GraphPanel({ handles, links }: Pick<IdentityAnswer, "handles" | "links">) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const narrow = useMediaQuery("(width < 48em)", false, { getInitialValueInEffect: false });
  const graph = useMemo(() => graphOf({ handles, links }, narrow), [handles, links, narrow]);
  const tips = useTips();
  const data = useRows(graph);
  const options: Draw = useCallback(
    (colours, frame) => seriesOf(graph, tips, colours, frame),
    // oxlint-disable-next-line react/exhaustive-deps -- `tips` changes with the language and the formats only
    [graph, i18n.language, format],
  );
  const open = useCallback(
    (point: number) => {
      const node = graph.nodes[point];
      if (node?.handle) focusOn(node.handle.id);
      else if (node) void navigate({ to: "/customers/$id/identity", params: { id: node.key } });
    },
    [graph, navigate],
  );
  const count = handles.length;
  const cut = graph.left > 0 && t("identity.cut", { count: graph.left, n: format.number(graph.left) });
  return (
    <Chart
      title={t("customer.identifiers", { count, n: format.number(count) })}
      subtitle={t("identity.graph")}
      data={data}
      options={options}
      height={narrow ? 340 : Math.min(220 + graph.nodes.length * 14, 460)}
      onOpen={open}
      note={[t("identity.graphNote"), cut].filter(Boolean).join(" ")}
    />
  );
}
