import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import type { BasisAnswer, FigureNote } from "../../measure/basis/contract.ts";
import { useFormat } from "../format/use-format.ts";
import { BeginningChoice } from "./BeginningChoice.tsx";
import { useSetName, whoOf } from "./use-set-name.ts";
import { useRestatedText } from "./use-restated-text.ts";
import styles from "./BasisNotes.module.css";

function useNoteText() {
  const { t } = useTranslation();
  const format = useFormat();
  const restated = useRestatedText();
  return (note: Exclude<FigureNote, { code: "no_orders" }>): string => {
    switch (note.code) {
      case "missing_rates": {
        const currencies = format.list(note.currencies.map(({ currency }) => currency));
        const orders = note.currencies.reduce((sum, { orders }) => sum + orders, 0);
        return t("basis.note.missing_rates", { currencies, count: orders, n: format.number(orders) });
      }
      case "data_begins_later":
        return t(note.since === null ? "basis.note.data_begins_later" : "basis.note.business_since", {
          since: note.since === null ? "" : format.date(note.since),
          from: format.date(note.dataFrom),
          until: format.date(note.until),
          n: format.number(note.customers),
          count: note.customers,
        });
      case "business_began":
        return t("basis.note.business_began", { since: format.date(note.since) });
      case "restated":
        return t("basis.note.restated", {
          count: note.periods,
          n: format.number(note.periods),
          why: restated(note),
        });
      case "data_ended":
        return t("basis.note.data_ended", { at: format.date(note.lastOrderAt) });
      case "incomplete_period":
        return t("basis.note.incomplete_period", { until: format.date(note.until) });
      case "window_provisional":
        return t("basis.note.window_provisional", {
          n: format.number(note.gaps),
          needed: format.number(note.needed),
        });
      case "subscription_like":
        return t(`basis.note.subscription_${note.interval}`, { share: format.percent(note.share, 0) });
      case "dimension_selects_orders":
        return t("basis.note.dimension_selects_orders", { value: note.value });
      case "chosen_by_behaviour":
        return t("basis.note.chosen_by_behaviour");
      default:
        return t(`basis.note.${note.code}`, { count: note.orders, n: format.number(note.orders) });
    }
  };
}

/** Whose members alone are counted, and as of when they are members. */
function useWhoText() {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useSetName();
  return (set: BasisAnswer["who"][number]): string => {
    const values = {
      name: `\u2068${nameOf(set)}\u2069`,
      n: format.number(set.customers),
      at: format.dateTime(set.asOf),
    };
    const said = t("basis.who.note", values);
    return set.isWhole ? said : `${said} ${t("basis.who.working")}`;
  };
}

/** What the reader must know beside the figures. */
export function BasisNotes({ basis }: { basis: BasisAnswer }) {
  const { t } = useTranslation();
  const write = useNoteText();
  const whose = useWhoText();
  const notes = basis.notes.filter((note) => note.code !== "no_orders");
  if (notes.length === 0 && basis.who.length === 0) return null;
  return (
    <ul className={styles["notes"]} aria-label={t("basis.notes")}>
      {basis.who.map((set) => (
        <li key={whoOf(set)}>{whose(set)}</li>
      ))}
      {notes.map((note) => (
        <li key={note.code}>
          {write(note)}{" "}
          {note.code === "missing_rates" && (
            <Link to="/settings" hash="rates">
              {t("basis.enterRates")}
            </Link>
          )}
          {(note.code === "data_begins_later" || note.code === "business_began") && (
            <BeginningChoice note={note} />
          )}
        </li>
      ))}
    </ul>
  );
}
