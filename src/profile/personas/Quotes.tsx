import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import type { Matter } from "./details-contract.ts";
import styles from "./Personas.module.css";
import { useQuotes } from "./use-details.tsx";

/** What customers wrote with a word, each with its day and the way to the customer. */
export function Quotes({ id, matter, word }: { id: string; matter: Matter; word: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuotes(id, matter, word);
  return (
    <Loaded query={query} skeleton={<SkeletonLines lines={3} />}>
      {({ quotes }) =>
        quotes.length === 0 ? (
          <p className={styles["muted"]}>{t("personas.said.noQuotes")}</p>
        ) : (
          <ul className={styles["quotes"]}>
            {quotes.map(({ customer, at, kind, text }, place) => (
              <li key={place}>
                <q dir="auto">{text}</q>
                <div className={styles["muted"]}>
                  {t(`personas.said.kind.${kind}`)}, <bdi>{format.date(at)}</bdi>,{" "}
                  <Link to="/customers/$id" params={{ id: customer }}>
                    <bdi>{customer}</bdi>
                  </Link>
                </div>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
