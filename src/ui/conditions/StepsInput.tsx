import { Button, CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Matcher, Step } from "../../profile/conditions/contract.ts";
import styles from "./Conditions.module.css";
import { MatcherFilters } from "./FiltersInput.tsx";
import { Choose } from "./inputs.tsx";
import { MatcherNoun } from "./MatcherNoun.tsx";
import { DurationInput } from "./WindowInput.tsx";
import { At } from "./wrong.tsx";

const matcherOf = (step: Step): Matcher => ("did" in step ? step.did : step.not);

type StepProps = { step: Step; at: number; onChange: (step: Step) => void; onRemove: (() => void) | null };

function StepLine({ step, at, onChange, onRemove }: StepProps) {
  const { t } = useTranslation();
  const held = { ...(step.within && { within: step.within }) };
  const isDone = "did" in step;
  const put = (matcher: Matcher, done = isDone) =>
    onChange(done ? { did: matcher, ...held } : { not: matcher, ...held });
  return (
    <li className={styles["step"]} aria-label={t("conditions.choose.step", { n: at + 1 })}>
      <div className={styles["line"]}>
        {at > 0 && (
          <Choose
            label={t("conditions.choose.verb")}
            value={isDone ? "did" : "not"}
            choices={(["did", "not"] as const).map((one) => ({
              value: one,
              label: t(`conditions.stepOp.${one}`),
            }))}
            onChange={(next) => put(matcherOf(step), next === "did")}
          />
        )}
        <At step={isDone ? "did" : "not"}>
          <MatcherNoun value={matcherOf(step)} onChange={(next) => put(next)} />
        </At>
        {at > 0 && (
          <Choose
            label={t("conditions.edit.withinHow")}
            value={step.within ? "within" : "any"}
            choices={[
              { value: "any", label: t("conditions.edit.anyTime") },
              { value: "within", label: t("conditions.edit.within") },
            ]}
            onChange={(next) => {
              const { within: _, ...rest } = step;
              onChange(next === "any" ? rest : { ...step, within: { days: 1 } });
            }}
          />
        )}
        {step.within && (
          <At step="within">
            <DurationInput value={step.within} onChange={(within) => onChange({ ...step, within })} />
          </At>
        )}
        {onRemove && (
          <CloseButton
            size="sm"
            aria-label={t("conditions.edit.removeStep", { n: at + 1 })}
            onClick={onRemove}
          />
        )}
      </div>
      <At step={isDone ? "did" : "not"}>
        <MatcherFilters value={matcherOf(step)} onChange={(next) => put(next)} />
      </At>
    </li>
  );
}

type Props = { steps: readonly Step[]; onChange: (steps: readonly Step[]) => void };

/** Steps one after the other; each within a time of the one before, or at any time after it. */
export function StepsInput({ steps, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <ol className={styles["steps"]}>
      {steps.map((step, at) => (
        <At key={at} step={at}>
          <StepLine
            step={step}
            at={at}
            onChange={(next) => onChange(steps.with(at, next))}
            onRemove={at > 0 && steps.length > 2 ? () => onChange(steps.toSpliced(at, 1)) : null}
          />
        </At>
      ))}
      {steps.length < 8 && (
        <li>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onChange([...steps, { did: { what: "event", names: [] } }])}
          >
            {t("conditions.edit.addStep")}
          </Button>
        </li>
      )}
    </ol>
  );
}
