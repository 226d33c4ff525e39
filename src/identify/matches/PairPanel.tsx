import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useIdentifierType } from "../../ui/parts/use-identifier-type.ts";
import styles from "./Matches.module.css";
import type { MatchPair } from "./contract.ts";
import { useMatchText } from "./use-match-text.tsx";

function Side({ side, place }: { side: MatchPair["a"]; place: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const type = useIdentifierType();
  return (
    <div className={styles["side"]}>
      <span className={styles["quiet"]}>{t("matches.side", { n: format.number(place) })}</span>
      <h3>
        <Link to="/customers/$id" params={{ id: side.profile }}>
          <bdi>{side.name ?? t("matches.nobody")}</bdi>
        </Link>
      </h3>
      <span className={styles["quiet"]}>
        <bdi>{side.profile}</bdi> ·{" "}
        {t("matches.seen", { from: format.date(side.firstSeen), to: format.date(side.lastSeen) })}
      </span>
      <ul>
        {side.identifiers.map(({ type: kind, value }) => (
          <li key={`${kind} ${value}`}>
            <span className={styles["quiet"]}>{type(kind)}</span> <bdi>{value}</bdi>
          </li>
        ))}
        {side.more > 0 && (
          <li className={styles["quiet"]}>{t("matches.more", { n: format.number(side.more) })}</li>
        )}
      </ul>
    </div>
  );
}

function FieldLine({ field }: { field: MatchPair["fields"][number] }) {
  const { t } = useTranslation();
  const text = useMatchText();
  const { field: name, level, weight, a, b } = field;
  const tone = weight > 0.05 ? "for" : weight < -0.05 ? "against" : "even";
  return (
    <div className={styles["field"]}>
      <dt>
        <span>{text.field(name)}</span>
        <span>
          {text.level(name, level)} ·{" "}
          <bdi className={styles["weight"]} data-tone={tone}>
            {text.bits(weight)}
          </bdi>
        </span>
      </dt>
      {[a, b].map((value, side) => (
        <dd key={side}>
          {value === null ? (
            <span className={styles["quiet"]}>{t("matches.missing")}</span>
          ) : (
            <bdi>{value}</bdi>
          )}
        </dd>
      ))}
    </div>
  );
}

/** Two customers who may be one, field by field; fields that neither has are left out. */
export function PairPanel({ pair }: { pair: MatchPair }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = pair.fields.filter(({ a, b }) => a !== null || b !== null);
  // No chance is certainty.
  const chance = format.percent(Math.floor(Math.min(pair.chance, 0.999) * 1000) / 1000);
  return (
    <Panel
      title={t("matches.pair", { chance })}
      subtitle={pair.takenBack ? t("matches.takenBack") : undefined}
    >
      <div className={styles["sides"]}>
        <Side side={pair.a} place={1} />
        <Side side={pair.b} place={2} />
      </div>
      <dl className={styles["fields"]} aria-label={t("matches.compared")}>
        {known.map((field) => (
          <FieldLine key={field.field} field={field} />
        ))}
      </dl>
    </Panel>
  );
}
