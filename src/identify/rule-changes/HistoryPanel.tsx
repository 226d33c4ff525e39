import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useWho } from "../../ui/shell/use-who.ts";
import type { IdentityRules } from "../rules/contract.ts";
import { ApplyForm } from "./ApplyForm.tsx";
import type { RulesAnswer } from "./contract.ts";
import { EffectText } from "./Preview.tsx";
import styles from "./RulesView.module.css";
import { useRuleText } from "./use-rule-text.tsx";
import { foresee } from "./use-rules.tsx";

type Version = RulesAnswer["history"][number];

function VersionLine({ version, onBack }: { version: Version; onBack: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  const text = useRuleText();
  const { changes, reason, saidBy, saidAt, effect } = version;
  return (
    <li className={styles["line"]}>
      <ul className={styles["changes"]}>
        {changes.map((change) => {
          const said = text.change(change);
          return <li key={said}>{said}</li>;
        })}
      </ul>
      <blockquote className={styles["said"]}>
        <bdi>{reason}</bdi>
      </blockquote>
      <div className={styles["quiet"]}>{effect && <EffectText effect={effect} />}</div>
      <div className={styles["head"]}>
        <p className={styles["quiet"]}>
          <bdi>{who(saidBy)}</bdi>
          {" · "}
          {format.dateTime(saidAt)}
        </p>
        {onBack && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t("rules.backOne", { at: format.dateTime(saidAt) })}
            onClick={onBack}
          >
            {t("rules.back")}
          </Button>
        )}
      </div>
    </li>
  );
}

type Back = { readonly restore: number; readonly rules: IdentityRules };

function BackForm({ back, version, onClose }: { back: Back; version: number; onClose: () => void }) {
  const query = useQuery({
    queryKey: ["rules-preview", version, back.restore],
    queryFn: () => foresee(version, back.rules),
    ...{ staleTime: 0, gcTime: 0, retry: false },
  });
  return (
    <Loaded query={query} skeleton={<SkeletonLines lines={5} />}>
      {(answer) => (
        <ApplyForm
          answer={answer}
          wantedBy={(reason) => ({ version, restore: back.restore, reason })}
          onLeave={onClose}
          onDone={onClose}
        />
      )}
    </Loaded>
  );
}

/** Every change of the rules, the latest first: who, when, why, what it did; each state before can be had back. */
export function HistoryPanel({ answer, disabled }: { answer: RulesAnswer; disabled: boolean }) {
  const { t } = useTranslation();
  const [back, setBack] = useState<Back | null>(null);
  const { history, defaults, rules, version } = answer;
  const beforeOf = (index: number): Back => {
    const older = history[index + 1];
    return older ? { restore: older.version, rules: older.rules } : { restore: 0, rules: defaults };
  };
  const isOther = (one: Back) => JSON.stringify(one.rules) !== JSON.stringify(rules);
  return (
    <Panel title={t("rules.history")}>
      {history.length === 0 ? (
        <EmptyState title={t("rules.noHistory")}>{t("rules.noHistoryText")}</EmptyState>
      ) : (
        <ul className={styles["list"]}>
          {history.map((one, index) => {
            const before = beforeOf(index);
            const goBack = disabled || !isOther(before) ? null : () => setBack(before);
            return <VersionLine key={one.version} version={one} onBack={goBack} />;
          })}
        </ul>
      )}
      <Modal
        opened={back !== null}
        onClose={() => setBack(null)}
        title={t("rules.back")}
        size="lg"
        transitionProps={{ duration: 0 }}
      >
        {back && <BackForm back={back} version={version} onClose={() => setBack(null)} />}
      </Modal>
    </Panel>
  );
}
