import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  ownIn,
  TOTALS,
  type NumberIs,
  type OwnTimes,
  type Total,
  type TotalIs,
} from "../../profile/conditions/contract.ts";
import { Choose, NumberBox } from "./inputs.tsx";
import { IsInput } from "./IsInput.tsx";
import { Pattern, slots } from "./Pattern.tsx";
import { WindowInput } from "./WindowInput.tsx";
import { At } from "./wrong.tsx";

const OPS = ["at_least", "at_most", "above", "below"] as const;

/** The same way of comparing, with a number or with the customer's own. */
function against(is: TotalIs, level: number | OwnTimes): TotalIs {
  const op = OPS.find((one) => one in is) ?? "at_least";
  return { [op]: level } as unknown as TotalIs;
}

const BEFORE: OwnTimes = { times: 1.5, own: { as: "average" } };

type Props = { value: Total; onChange: (is: TotalIs) => void };

/** How a total compares: with a number, or with another total of the customer's own. */
export function TotalIsInput({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { is } = value;
  const own = ownIn(is);
  const whose = (
    <Choose
      label={t("conditions.choose.against")}
      value={own ? "own" : "number"}
      choices={(["number", "own"] as const).map((one) => ({
        value: one,
        label: t(`conditions.against.${one}`),
      }))}
      onChange={(next) => onChange(against(is, next === "own" ? BEFORE : 1))}
    />
  );
  if (!own) {
    return (
      <>
        <IsInput value={is as NumberIs} kind="number" onChange={(next) => onChange(next as NumberIs)} />
        {whose}
      </>
    );
  }
  const op = OPS.find((one) => one in is) ?? "at_least";
  return (
    <>
      <Choose
        isHere
        label={t("conditions.choose.op")}
        value={op}
        choices={OPS.map((one) => ({ value: one, label: t(`conditions.op.${one}`) }))}
        onChange={(next) => onChange({ [next]: own } as unknown as TotalIs)}
      />
      <At step={op}>
        <OwnInput
          value={own}
          whose={whose}
          as={value.as}
          isOfItems={value.of.startsWith("items.")}
          onChange={(next) => onChange(against(is, next))}
        />
      </At>
    </>
  );
}

type OwnProps = {
  value: OwnTimes;
  whose: ReactNode;
  as: Total["as"];
  isOfItems: boolean;
  onChange: (value: OwnTimes) => void;
};

/** So many times what, and when. */
function OwnInput({ value: { times, own }, whose, as, isOfItems, onChange }: OwnProps) {
  const { t } = useTranslation();
  return (
    <Pattern text={t("conditions.own.input", slots("times", "whose", "as", "window"))}>
      {{
        whose,
        times: (
          <NumberBox
            at={["times"]}
            label={t("conditions.choose.times")}
            value={times}
            min={0.01}
            onChange={(next) => onChange({ times: next, own })}
          />
        ),
        as: (
          <Choose
            at={["own", "as"]}
            label={t("conditions.choose.ownAs")}
            value={own.as ?? as}
            choices={TOTALS.filter((one) => !(isOfItems && one === "last")).map((one) => ({
              value: one,
              label: t(`conditions.own.as.${one}`),
            }))}
            onChange={(next) =>
              onChange({ times, own: { ...own, as: TOTALS.find((one) => one === next) ?? as } })
            }
          />
        ),
        window: (
          <At step="own">
            <WindowInput
              value={own.within}
              onChange={(within) => onChange({ times, own: { ...own, within } })}
            />
          </At>
        ),
      }}
    </Pattern>
  );
}
