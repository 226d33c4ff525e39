import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Isolated } from "../format/Isolated.tsx";
import type { CustomerState, ValueTier } from "../../core/figures-port.ts";
import { StateBadge, TierBadge } from "../parts/StateBadge.tsx";
import type { Column } from "./columns.ts";

/** The columns that every list of customers begins with. */
export function useCustomerColumn() {
  const { t } = useTranslation();
  return {
    /** The name, which leads to the customer; the id where there is none. */
    name: <Row,>(idOf: (row: Row) => string, nameOf: (row: Row) => string | null): Column<Row> => {
      const name = (row: Row) => nameOf(row) ?? idOf(row);
      return {
        key: "name",
        header: t("customers.customer"),
        main: true,
        text: name,
        cell: (row) => (
          <Link to="/customers/$id" params={{ id: idOf(row) }}>
            <Isolated>{name(row)}</Isolated>
          </Link>
        ),
      };
    },
    /** How to reach them: the address and the number that they go by. */
    reached: <Row extends { email: string | null; phone: string | null }>(): Column<Row>[] =>
      (["email", "phone"] as const).map((key) => ({
        key,
        header: t(key === "email" ? "customers.email" : "segments.phone"),
        text: (row) => row[key] ?? "",
        cell: (row) => <bdi>{row[key]}</bdi>,
      })),
    state: <Row,>(stateOf: (row: Row) => CustomerState): Column<Row> => ({
      key: "state",
      header: t("customers.state"),
      text: (row) => t(`words.state.${stateOf(row)}`),
      cell: (row) => <StateBadge state={stateOf(row)} />,
    }),
    tier: <Row,>(tierOf: (row: Row) => ValueTier | null): Column<Row> => ({
      key: "tier",
      header: t("customers.tier"),
      text: (row) => {
        const tier = tierOf(row);
        return tier ? t(`words.tier.${tier}`) : "";
      },
      cell: (row) => <TierBadge tier={tierOf(row)} />,
    }),
  };
}
