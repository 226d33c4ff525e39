/** The inputs of conditions on what customers did, set into their sentences. */
import { useTranslation } from "react-i18next";
import { TOTALS, type Leaf } from "../../profile/conditions/contract.ts";
import { MatcherFilters } from "./FiltersInput.tsx";
import { Choose, NameBox } from "./inputs.tsx";
import { IsInput } from "./IsInput.tsx";
import { MatcherNoun } from "./MatcherNoun.tsx";
import { Pattern, slots } from "./Pattern.tsx";
import { sayField } from "./say-is.ts";
import { StepsInput } from "./StepsInput.tsx";
import { useSay } from "./use-say.ts";
import { FixedWindowInput, WindowInput } from "./WindowInput.tsx";

type Of<Key extends string> = Extract<Leaf, { readonly [key in Key]: unknown }>;
type Props<Key extends string> = { value: Of<Key>; onChange: (value: Of<Key>) => void };

/** The sum, average … of a field over rows. */
export function TotalInput({ value, onChange }: Props<"total">) {
  const { t } = useTranslation();
  const say = useSay();
  const own = value.of.startsWith("properties.");
  const what = <MatcherNoun many value={value.total} onChange={(total) => onChange({ ...value, total })} />;
  const fields = value.total.what === "event" ? ["amount", "properties."] : ["amount", "discount"];
  return (
    <>
      <Pattern text={t("conditions.line.total", slots("as", "field", "what", "window", "is"))}>
        {{
          as: (
            <Choose
              label={t("conditions.choose.as")}
              value={value.as}
              choices={TOTALS.map((as) => ({ value: as, label: t(`conditions.as.${as}`) }))}
              onChange={(as) => onChange({ ...value, as: TOTALS.find((one) => one === as) ?? "sum" })}
            />
          ),
          field: (
            <>
              <Choose
                label={t("conditions.choose.field")}
                value={own ? "properties." : value.of}
                choices={[...new Set([...fields, ...(own ? [] : [value.of])])].map((field) => ({
                  value: field,
                  label: field.endsWith(".") ? `${field}…` : sayField(say, field),
                }))}
                onChange={(of) => onChange({ ...value, of })}
              />
              {own && (
                <NameBox
                  label={t("conditions.choose.field")}
                  of="properties"
                  value={value.of.slice("properties.".length)}
                  onChange={(path) => onChange({ ...value, of: `properties.${path}` })}
                />
              )}
            </>
          ),
          what,
          window: <WindowInput value={value.within} onChange={(within) => onChange({ ...value, within })} />,
          is: (
            <IsInput
              value={value.is}
              kind="number"
              onChange={(is) => onChange({ ...value, is: is as typeof value.is })}
            />
          ),
        }}
      </Pattern>
      <MatcherFilters value={value.total} onChange={(total) => onChange({ ...value, total })} />
    </>
  );
}

/** Things done one after the other. */
export function SequenceInput({ value, onChange }: Props<"sequence">) {
  const { t } = useTranslation();
  return (
    <Pattern text={t("conditions.line.sequence", slots("steps", "window"))}>
      {{
        steps: (
          <StepsInput steps={value.sequence} onChange={(sequence) => onChange({ ...value, sequence })} />
        ),
        window: (
          <FixedWindowInput value={value.within} onChange={(within) => onChange({ ...value, within })} />
        ),
      }}
    </Pattern>
  );
}
