import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { Heatmap, type HeatCell, type HeatRow } from "../../ui/chart/Heatmap.tsx";
import { PictureButton } from "../../ui/chart/PictureButton.tsx";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { RestatedMark } from "../../ui/figures/RestatedMark.tsx";
import { rfmHref } from "../../ui/figures/rfm-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { ExportButton } from "../../ui/parts/ExportButton.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Flows } from "./contract.ts";
import type { RfmSet } from "./list-contract.ts";

type Props<Name extends string> = {
  moves: readonly { from: Name | null; to: Name; customers: number }[];
  /** The ends in their order, and what they are called. */
  names: readonly (readonly [Name, string])[];
  /** The customers of a move. */
  set: (from: Name | null, to: Name) => RfmSet;
  /** Says what is seen, from the move that most made. */
  title: (most: { from: string; to: string; n: string } | null) => string;
  subtitle: string;
  corner: string;
  definition: string;
  restated: Flows["restated"];
};

type Name<Ends extends string> = Ends | null;

/** The rows of the matrix, the same for a file, and the move that most made. */
function useMatrix<Ends extends string>({ moves, names, set }: Props<Ends>) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useAddress();
  const called = (name: Name<Ends>) => names.find(([one]) => one === name)?.[1] ?? t("rfm.flows.none");
  const moved = moves.filter(({ from, to }) => from !== to && from !== null);
  const [first] = moved.toSorted((one, other) => other.customers - one.customers);
  const strongest = Math.max(first?.customers ?? 0, 1);
  const starts = [...names.map(([name]) => name), null].filter((name) =>
    moves.some(({ from }) => from === name),
  );
  const count = (from: Name<Ends>, to: Ends) =>
    moves.find((move) => move.from === from && move.to === to)?.customers ?? 0;
  const cellOf = (from: Name<Ends>, to: Ends): HeatCell => {
    const customers = count(from, to);
    const n = format.number(customers);
    return {
      text: customers > 0 ? n : "·",
      weight: from === to ? 0 : Math.min(customers / strongest, 1),
      reference: from === to,
      ...(customers > 0 && { href: rfmHref(set(from, to), basisQuery(search)) }),
      label: t("rfm.flows.cell", { from: called(from), to: called(to), n }),
    };
  };
  const rows = starts.map((from): HeatRow => ({
    name: called(from),
    size: format.number(names.reduce((sum, [to]) => sum + count(from, to), 0)),
    cells: names.map(([to]) => cellOf(from, to)),
  }));
  const file = starts.map((from) => [called(from), ...names.map(([to]) => String(count(from, to)))]);
  const most = first && { from: called(first.from), to: called(first.to), n: format.number(first.customers) };
  return { rows, file, most: most ?? null };
}

/** From where to where customers moved, as a table whose cells are coloured by how many did. */
export function FlowMatrix<Ends extends string>(props: Props<Ends>) {
  const { names, title, subtitle, corner, definition, restated } = props;
  const { t } = useTranslation();
  const picture = useRef<HTMLDivElement>(null);
  const { rows, file, most } = useMatrix(props);
  const columns = names.map(([, name]) => name);
  return (
    <Panel
      title={
        <>
          {title(most)} <Definition name={subtitle}>{definition}</Definition>
          <RestatedMark restated={restated} of={subtitle} />
        </>
      }
      subtitle={`${subtitle}. ${t("rfm.flows.reading")}`}
      actions={
        <>
          <ExportButton name={subtitle} rows={[[corner, ...columns], ...file]} />
          <PictureButton name={subtitle} of={picture} />
        </>
      }
    >
      <div ref={picture}>
        <Heatmap label={subtitle} corner={corner} sizeName={t("basis.n")} columns={columns} rows={rows} />
      </div>
    </Panel>
  );
}
