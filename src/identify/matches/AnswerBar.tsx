import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./Matches.module.css";
import type { Said } from "./use-answers.tsx";

const ANSWERS = [
  { what: "yes", key: "Y", variant: "filled" },
  { what: "no", key: "N", variant: "default" },
  { what: "unsure", key: "U", variant: "default" },
] as const;

type Props = {
  say: (what: Said) => void;
  canAnswer: boolean;
  canUndo: boolean;
  /** An answer is on its way. */
  busy: boolean;
};

/** The answers to a pair, each with its key. */
export function AnswerBar({ say, canAnswer, canUndo, busy }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles["buttons"]} aria-busy={busy}>
      <legend className="unseen">{t("matches.answer.name")}</legend>
      {canAnswer &&
        ANSWERS.map(({ what, key, variant }) => (
          <Button key={what} variant={variant} aria-keyshortcuts={key} onClick={() => say(what)}>
            {t(`matches.answer.${what}`)} <kbd aria-hidden>{key}</kbd>
          </Button>
        ))}
      <Button variant="subtle" aria-keyshortcuts="Z" disabled={!canUndo} onClick={() => say("undo")}>
        {t("matches.answer.undo")} <kbd aria-hidden>Z</kbd>
      </Button>
    </fieldset>
  );
}
