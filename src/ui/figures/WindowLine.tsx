import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { BasisAnswer } from "../../measure/basis/contract.ts";
import { useAddress } from "../address.ts";
import { useDuration } from "../format/use-duration.ts";
import { keptSearch } from "./figure-search.ts";

/** Says what "active" means here, and where that came from. */
export function WindowLine({ basis }: { basis: BasisAnswer }) {
  const { t } = useTranslation();
  const [search] = useAddress();
  const duration = useDuration();
  return (
    <span>
      {t(`basis.window.${basis.window.chosenBy}`, { days: duration.days(basis.window.days) })}{" "}
      <Link to="/retention" search={keptSearch(search) as never} hash="windows">
        {t("words.change")}
      </Link>
    </span>
  );
}
