import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { Matter, PersonaDetails, SaidOf } from "./details-contract.ts";
import styles from "./Personas.module.css";
import { Quotes } from "./Quotes.tsx";
import { isCharacteristic } from "./said/characteristic-contract.ts";

type Word = SaidOf["said"][number];
type LineProps = { id: string; matter: Matter; of: SaidOf; word: Word };

/** A word, by how many it is said, and what they wrote, one click away. */
function Line({ id, matter, of, word }: LineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const may = useMay("profiles:read");
  const share = (part: number, whole: number) => format.percent(whole > 0 ? part / whole : null, 0);
  const text = <bdi className={styles["word"]}>{word.text}</bdi>;
  return (
    <li>
      <div className={styles["apart"]}>
        <span className={styles["name"]}>
          {may ? (
            <UnstyledButton
              className={styles["opens"]}
              aria-expanded={isOpen}
              aria-label={t("personas.said.show", { word: word.text })}
              onClick={() => setOpen(!isOpen)}
            >
              {text}
            </UnstyledButton>
          ) : (
            text
          )}{" "}
          {isCharacteristic(word) && <span className={styles["mark"]}>{t("personas.said.more")}</span>}
        </span>
        <span className={styles["value"]}>
          {t("personas.said.customers", { count: word.customers, n: format.number(word.customers) })}{" "}
          <span className={styles["muted"]}>
            {t("personas.said.shares", {
              own: share(word.customers, of.speakers),
              others: share(word.others, of.otherSpeakers),
            })}
          </span>
        </span>
      </div>
      {isOpen && <Quotes id={id} matter={matter} word={word.key} />}
    </li>
  );
}

type Props = { id: string; matter: Matter; details: PersonaDetails; least: number };

/** What the customers of a persona say of a matter; where there is no evidence it says so, and how to send some. */
export function SaidPanel({ id, matter, details, least }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const of = details.matters[matter];
  const nobody = of.speakers + of.otherSpeakers === 0;
  const none = nobody
    ? t(`personas.said.${matter}.none`)
    : t("personas.said.few", { n: format.number(of.speakers), least: format.number(least) });
  return (
    <Panel
      title={t(`personas.said.${matter}.title`)}
      subtitle={t(`personas.said.${matter}.text`, { least: format.number(least) })}
    >
      {of.said.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul className={styles["lines"]}>
          {of.said.map((word) => (
            <Line key={word.key} {...{ id, matter, of, word }} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
