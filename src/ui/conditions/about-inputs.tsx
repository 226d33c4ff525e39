/** The inputs of conditions on who customers are, set into their sentences. */
import { useTranslation } from "react-i18next";
import type { Leaf } from "../../profile/conditions/contract.ts";
import { FilterLine } from "./FiltersInput.tsx";
import { Choose, NameBox } from "./inputs.tsx";
import { IsInput } from "./IsInput.tsx";
import { Pattern, slots } from "./Pattern.tsx";
import { sayFigure } from "./say-is.ts";
import { useFigures } from "./use-figures.ts";
import { useSay } from "./use-say.ts";
import { useValueChoices } from "./use-value-choices.ts";
import { At } from "./wrong.tsx";

type Of<Key extends string> = Extract<Leaf, { readonly [key in Key]: unknown }>;
type Props<Key extends string> = { value: Of<Key>; onChange: (value: Of<Key>) => void };

/** A trait and how it compares. */
export function TraitInput({ value, onChange }: Props<"trait">) {
  const { t } = useTranslation();
  return (
    <Pattern text={t("conditions.line.trait", slots("field", "is"))}>
      {{
        field: (
          <NameBox
            at={["trait"]}
            label={t("conditions.choose.trait")}
            of="traits"
            value={value.trait}
            onChange={(trait) => onChange({ ...value, trait })}
          />
        ),
        is: (
          <At step="is">
            <IsInput
              value={value.is}
              kind="any"
              field="trait"
              onChange={(is) => onChange({ ...value, is })}
            />
          </At>
        ),
      }}
    </Pattern>
  );
}

/** A figure of the customer and how it compares. */
export function FigureInput({ value, onChange }: Props<"figure">) {
  const { t } = useTranslation();
  const say = useSay();
  const choices = useValueChoices(value.figure);
  const { names, kindOf } = useFigures();
  const figures = [...new Set<string>([...names, value.figure])];
  const kind = kindOf(value.figure);
  const choose = (figure: string) => {
    const next = kindOf(figure);
    const first = { number: { at_least: 1 }, date: { past: { days: 30 } } }[next as string] ?? { any_of: [] };
    onChange({ figure, is: next === kind ? value.is : first });
  };
  return (
    <Pattern text={t("conditions.line.figure", slots("field", "is"))}>
      {{
        field: (
          <Choose
            at={["figure"]}
            label={t("conditions.choose.figure")}
            value={value.figure}
            choices={figures.map((figure) => ({ value: figure, label: sayFigure(say, figure) }))}
            onChange={choose}
          />
        ),
        is: (
          <At step="is">
            <IsInput
              value={value.is}
              kind={kind}
              field={value.figure}
              choices={choices}
              onChange={(is) => onChange({ ...value, is })}
            />
          </At>
        ),
      }}
    </Pattern>
  );
}

/** What they said about being written to. */
export function ConsentInput({ value, onChange }: Props<"consent">) {
  const { t } = useTranslation();
  const said = ["granted", "refused", "unknown"] as const;
  return (
    <Pattern text={t("conditions.line.consent", slots("is", "category"))}>
      {{
        is: (
          <Choose
            label={t("conditions.choose.consent")}
            value={value.is}
            choices={said.map((is) => ({ value: is, label: t(`conditions.consent.${is}`) }))}
            onChange={(is) => onChange({ ...value, is: said.find((one) => one === is) ?? "granted" })}
          />
        ),
        category: (
          <NameBox
            at={["consent"]}
            label={t("conditions.choose.category")}
            of="consents"
            value={value.consent}
            onChange={(consent) => onChange({ ...value, consent })}
          />
        ),
      }}
    </Pattern>
  );
}

/** Its id, and what group calls told of it. */
const ACCOUNT_FIELDS = ["id", "traits."];

/** A field of the account that the customer belongs to. */
export function AccountInput({ value, onChange }: Props<"account">) {
  const { t } = useTranslation();
  return (
    <>
      <Pattern text={t("conditions.line.account", { field: "", is: "" })}>{{}}</Pattern>
      <At step="account">
        <FilterLine
          filter={value.account}
          fields={ACCOUNT_FIELDS}
          ofItem={false}
          onChange={(account) => onChange({ account })}
          onRemove={null}
        />
      </At>
    </>
  );
}
