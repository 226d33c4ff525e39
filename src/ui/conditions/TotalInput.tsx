/** The inputs of a condition on a total, set into its sentence. */
import { useTranslation } from "react-i18next";
import {
  hasField,
  itemFieldOf,
  TOTAL_ITEM_FIELDS,
  TOTALS,
  type Matcher,
  type Total,
  type TotalAs,
} from "../../profile/conditions/contract.ts";
import { kindOfField } from "./comparisons.ts";
import { MatcherFilters } from "./FiltersInput.tsx";
import { Choose, NameBox } from "./inputs.tsx";
import { MatcherNoun } from "./MatcherNoun.tsx";
import { Pattern, slots } from "./Pattern.tsx";
import { sayField } from "./say-is.ts";
import { TotalIsInput } from "./TotalIsInput.tsx";
import { useSay } from "./use-say.ts";
import { WindowInput } from "./WindowInput.tsx";
import { At } from "./wrong.tsx";

type Props = { value: Total; onChange: (value: Total) => void };

const OWN = "properties.";
const NUMBERS = ["amount", "discount", OWN];
const WORDS = ["channel", "device", "country", "language", "campaign_name", "coupon", OWN];

/** The fields of rows and of their items of which there can be such a total. */
function fieldsFor(what: Matcher["what"], as: TotalAs): string[] {
  const areWords = as === "distinct";
  const ofRows = (areWords ? WORDS : NUMBERS).filter((field) =>
    field === OWN ? what === "event" : hasField(what, field),
  );
  const ofItems = TOTAL_ITEM_FIELDS.filter(
    (field) => as !== "last" && (kindOfField(itemFieldOf(field) ?? "") === "number") !== areWords,
  );
  // What is counted is mostly in the items, what is added up is mostly the amount.
  return areWords ? [...ofItems, ...ofRows] : [...ofRows, ...ofItems];
}

/** The total with its parts put right for one another. */
function fitting(value: Total): Total {
  const fields = fieldsFor(value.total.what, value.as);
  const isFitting = value.of.startsWith(OWN) ? fields.includes(OWN) : fields.includes(value.of);
  return isFitting ? value : { ...value, of: fields[0] ?? "amount" };
}

function FieldInput({ value, onChange }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const own = value.of.startsWith(OWN);
  const fields = new Set([...fieldsFor(value.total.what, value.as), own ? OWN : value.of]);
  return (
    <>
      <Choose
        {...(!own && { at: ["of"] })}
        label={t("conditions.choose.field")}
        value={own ? OWN : value.of}
        choices={[...fields].map((field) => ({
          value: field,
          label: field === OWN ? `${field}…` : sayField(say, field),
        }))}
        onChange={(of) => onChange({ ...value, of })}
      />
      {own && (
        <NameBox
          at={["of"]}
          label={t("conditions.choose.field")}
          of="properties"
          value={value.of.slice(OWN.length)}
          onChange={(path) => onChange({ ...value, of: `${OWN}${path}` })}
        />
      )}
    </>
  );
}

/** The sum, average … of a field over rows or their items. */
export function TotalInput({ value, onChange }: Props) {
  const { t } = useTranslation();
  const put = (part: Partial<Total>) => onChange({ ...value, ...part });
  const putFitting = (part: Partial<Total>) => onChange(fitting({ ...value, ...part }));
  const as = (
    <Choose
      at={["as"]}
      label={t("conditions.choose.as")}
      value={value.as}
      choices={TOTALS.map((one) => ({ value: one, label: t(`conditions.as.${one}`) }))}
      onChange={(next) => putFitting({ as: TOTALS.find((one) => one === next) ?? "sum" })}
    />
  );
  const field = <FieldInput value={value} onChange={onChange} />;
  const what = (
    <At step="total">
      <MatcherNoun many value={value.total} onChange={(total) => putFitting({ total })} />
    </At>
  );
  const window = <WindowInput value={value.within} onChange={(within) => put({ within })} />;
  const is = (
    <At step="is">
      <TotalIsInput value={value} onChange={(next) => put({ is: next })} />
    </At>
  );
  return (
    <>
      <Pattern text={t("conditions.line.total", slots("as", "field", "what", "window", "is"))}>
        {{ as, field, what, window, is }}
      </Pattern>
      <At step="total">
        <MatcherFilters value={value.total} onChange={(total) => put({ total })} />
      </At>
    </>
  );
}
