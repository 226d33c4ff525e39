import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useIdentifierType } from "../../ui/parts/use-identifier-type.ts";
import type { Effect, Example, PreviewAnswer } from "./contract.ts";
import styles from "./RulesView.module.css";
import { useRuleText } from "./use-rule-text.tsx";

/** What decides about events from then on only: nothing stored moves by it. */
const LATER = new Set(["priority", "from", "country", "added", "removed"]);

/** What a change did, or would do, in sentences. */
export function EffectText({ effect }: { effect: Effect }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { concerned, tried, split, merged, before, after } = effect;
  const n = format.number;
  if (before === 0 && after === 0) return <p>{t("rules.effect.none")}</p>;
  return (
    <>
      <p>
        {t("rules.effect.customers", { before: n(before), after: n(after) })}{" "}
        {split > 0 && t("rules.effect.split", { count: split, n: n(split) })}{" "}
        {merged > 0 && t("rules.effect.merged", { count: merged, n: n(merged) })}
      </p>
      {tried < concerned && (
        <p className={styles["quiet"]}>
          {t("rules.effect.sampled", { tried: n(tried), concerned: n(concerned) })}
        </p>
      )}
    </>
  );
}

function OneExample({ example }: { example: Example }) {
  const { t } = useTranslation();
  const format = useFormat();
  const type = useIdentifierType();
  const { before, after } = example;
  return (
    <li className={styles["line"]}>
      <p>
        {before.map((id, at) => (
          <span key={id}>
            {at > 0 && " + "}
            <Link to="/customers/$id" params={{ id }}>
              <bdi>{id}</bdi>
            </Link>
          </span>
        ))}{" "}
        {t("rules.becomes", { count: after.length, n: format.number(after.length) })}
      </p>
      <ol className={styles["after"]}>
        {after.map(({ id, identifiers, more }) => (
          <li key={id}>
            <ul className={styles["chips"]}>
              {identifiers.map((one) => (
                <li key={`${one.type} ${one.value}`}>
                  <span className={styles["quiet"]}>{type(one.type)}</span> <bdi>{one.value}</bdi>
                </li>
              ))}
              {more > 0 && <li>{t("customer.moreItems", { n: format.number(more) })}</li>}
            </ul>
          </li>
        ))}
      </ol>
    </li>
  );
}

/** What would change: the rules in words, what that does to the customers that there are, and some of them. */
export function Preview({ answer }: { answer: PreviewAnswer }) {
  const { t } = useTranslation();
  const text = useRuleText();
  const { changes, effect, examples } = answer;
  return (
    <div aria-live="polite">
      <ul className={styles["changes"]}>
        {changes.map((change) => {
          const said = text.change(change);
          return <li key={said}>{said}</li>;
        })}
      </ul>
      <div className={styles["part"]}>
        <EffectText effect={effect} />
        {changes.some(({ what }) => LATER.has(what)) && (
          <p className={styles["quiet"]}>{t("rules.effect.later")}</p>
        )}
      </div>
      {examples.length > 0 && (
        <div className={styles["part"]}>
          <h3>{t("rules.examples", { count: examples.length, n: examples.length })}</h3>
          <ul className={styles["list"]}>
            {examples.map((example) => (
              <OneExample key={example.before.join()} example={example} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
