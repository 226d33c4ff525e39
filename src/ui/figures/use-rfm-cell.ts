import { useTranslation } from "react-i18next";
import { RFM_CELLS } from "../../measure/rfm/contract.ts";
import { rfmHref } from "./rfm-search.ts";

/** What a cell of RFM is called, and where its customers are listed; null of a word that is none. */
export function useRfmCell(): (
  cell: string | undefined,
) => { readonly name: string; readonly href: string } | null {
  const { t } = useTranslation();
  return (word) => {
    const cell = RFM_CELLS.find((one) => one === word);
    return cell ? { name: t(`rfm.cell.${cell}`), href: rfmHref({ cell }, {}) } : null;
  };
}
