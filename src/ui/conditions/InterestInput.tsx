import { useTranslation } from "react-i18next";
import type { Leaf } from "../../profile/conditions/contract.ts";
import { Choose, NamesBox, NumberBox } from "./inputs.tsx";
import { Pattern, slots } from "./Pattern.tsx";
import { WindowInput } from "./WindowInput.tsx";

type Interest = Extract<Leaf, { readonly interest: unknown }>;

type Props = { value: Interest; onChange: (value: Interest) => void };

const [WHATS, BYS, OPS] = [
  ["product", "category"],
  ["viewed", "bought", "any"],
  ["share", "rank"],
] as const;

function StrengthInput({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { is } = value;
  const isShare = "share" in is;
  return (
    <>
      <Choose
        label={t("conditions.choose.strength")}
        value={isShare ? "share" : "rank"}
        choices={OPS.map((one) => ({ value: one, label: t(`conditions.interestOp.${one}`) }))}
        onChange={(next) => onChange({ ...value, is: next === "share" ? { share: 0.3 } : { rank: 3 } })}
      />
      <NumberBox
        at={["is"]}
        label={isShare ? t("conditions.choose.percent") : t("conditions.choose.number")}
        value={isShare ? Math.round(is.share * 100) : is.rank}
        min={1}
        max={isShare ? 100 : 20}
        isWhole
        onChange={(n) => onChange({ ...value, is: isShare ? { share: n / 100 } : { rank: n } })}
      />
    </>
  );
}

/** What they look at and buy most. */
export function InterestInput({ value, onChange }: Props) {
  const { t } = useTranslation();
  const window = <WindowInput value={value.within} onChange={(within) => onChange({ ...value, within })} />;
  return (
    <Pattern text={t("conditions.line.interest", slots("what", "of", "by", "window", "is"))}>
      {{
        window,
        what: (
          <Choose
            label={t("conditions.choose.interest")}
            value={value.interest}
            choices={WHATS.map((one) => ({ value: one, label: t(`conditions.interest.${one}`) }))}
            onChange={(next) =>
              onChange({ ...value, interest: next === "product" ? "product" : "category", of: [] })
            }
          />
        ),
        of: (
          <NamesBox
            at={["of"]}
            label={t("conditions.choose.values")}
            of={value.interest === "product" ? "products" : "categories"}
            values={value.of}
            onChange={(of) => onChange({ ...value, of })}
          />
        ),
        by: (
          <Choose
            label={t("conditions.choose.by")}
            value={value.by}
            choices={BYS.map((one) => ({ value: one, label: t(`conditions.interest.${one}`) }))}
            onChange={(next) => onChange({ ...value, by: BYS.find((one) => one === next) ?? "any" })}
          />
        ),
        is: <StrengthInput value={value} onChange={onChange} />,
      }}
    </Pattern>
  );
}
