import { Button, CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  EVENT_FIELDS,
  ITEM_FIELDS,
  ORDER_FIELDS,
  type Filter,
  type FixedIs,
  type Matcher,
} from "../../profile/conditions/contract.ts";
import { kindOfField } from "./comparisons.ts";
import styles from "./Conditions.module.css";
import { Choose, NameBox } from "./inputs.tsx";
import { IsInput } from "./IsInput.tsx";
import { sayField } from "./say-is.ts";
import type { Vocabulary } from "./use-suggestions.ts";
import { useSay } from "./use-say.ts";
import { At } from "./wrong.tsx";

const OF: Readonly<Record<string, Vocabulary>> = {
  name: "events",
  channel: "channels",
  country: "countries",
  language: "languages",
  device: "devices",
  category: "categories",
  product_id: "products",
};

/** A path of the business's own. */
const OWN = ["properties.", "context.", "traits."] as const;

type LineProps = {
  filter: Filter;
  fields: readonly string[];
  ofItem: boolean;
  onChange: (filter: Filter) => void;
  onRemove: (() => void) | null;
};

/** One field and how it compares. */
export function FilterLine({ filter, fields, ofItem, onChange, onRemove }: LineProps) {
  const { t } = useTranslation();
  const say = useSay();
  const own = OWN.find((prefix) => filter.field.startsWith(prefix));
  const { field, is } = filter;
  const choices = fields.map((one) => ({
    value: one,
    label: OWN.some((prefix) => prefix === one) ? `${one}…` : sayField(say, one, ofItem),
  }));
  const choose = (next: string) => onChange({ field: next, is: firstIs(next) });
  return (
    <div className={styles["filter"]}>
      <Choose
        {...(!own && { at: ["field"] })}
        label={t("conditions.choose.field")}
        value={own ?? field}
        choices={choices}
        onChange={choose}
      />
      {own && (
        <NameBox
          at={["field"]}
          label={t("conditions.choose.field")}
          of={own === "properties." ? "properties" : own === "traits." ? "traits" : null}
          value={field.slice(own.length)}
          onChange={(path) => onChange({ ...filter, field: `${own}${path}` })}
        />
      )}
      <At step="is">
        <IsInput
          value={is}
          kind={kindOfField(field)}
          field={field}
          of={OF[ofItem && field === "name" ? "item_name" : field] ?? null}
          onChange={(next) => onChange({ ...filter, is: next as FixedIs })}
        />
      </At>
      {onRemove && (
        <CloseButton
          size="sm"
          aria-label={t("conditions.edit.removeFilter", { field: sayField(say, field, ofItem) })}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

/** The comparison that a field begins with. */
function firstIs(field: string): Filter["is"] {
  return kindOfField(field) === "number" ? { at_least: 1 } : { any_of: [] };
}

/** The fields that rows of a matcher have. */
function fieldsOf(what: Matcher["what"]): readonly string[] {
  if (what === "event") return [...EVENT_FIELDS, ...OWN];
  return what === "refund"
    ? ORDER_FIELDS.filter((one) => one !== "coupon" && one !== "discount")
    : ORDER_FIELDS;
}

type ListProps = {
  filters: readonly Filter[];
  what: Matcher["what"];
  ofItem?: boolean;
  /** There is always at least one. */
  isNeeded?: boolean;
  onChange: (filters: readonly Filter[]) => void;
};

/** Filters, all of which must hold. */
export function FilterList({ filters, what, ofItem = false, isNeeded = false, onChange }: ListProps) {
  const fields = ofItem ? ITEM_FIELDS : fieldsOf(what);
  return filters.map((filter, at) => (
    <At key={at} step={at}>
      <FilterLine
        filter={filter}
        fields={fields}
        ofItem={ofItem}
        onChange={(next) => onChange(filters.with(at, next))}
        onRemove={isNeeded && filters.length === 1 ? null : () => onChange(filters.toSpliced(at, 1))}
      />
    </At>
  ));
}

/** The filters of a matcher's rows and of their items, with ways to add more. */
export function MatcherFilters({ value, onChange }: { value: Matcher; onChange: (value: Matcher) => void }) {
  const { t } = useTranslation();
  const { where = [], item = [], ...rest } = value;
  const put = (nextWhere: readonly Filter[], nextItem: readonly Filter[]) =>
    onChange({
      ...rest,
      ...(nextWhere.length > 0 && { where: nextWhere }),
      ...(nextItem.length > 0 && { item: nextItem }),
    });
  return (
    <MoreFilters what={value.what} onAdd={(ofRow, ofItem) => put([...where, ...ofRow], [...item, ...ofItem])}>
      {where.length > 0 && <span className={styles["quiet"]}>{t("conditions.edit.where")}</span>}
      <At step="where">
        <FilterList filters={where} what={value.what} onChange={(next) => put(next, item)} />
      </At>
      {item.length > 0 && <span className={styles["quiet"]}>{t("conditions.edit.whereItem")}</span>}
      <At step="item">
        <FilterList filters={item} what={value.what} ofItem onChange={(next) => put(where, next)} />
      </At>
    </MoreFilters>
  );
}

type MoreProps = {
  what: Matcher["what"];
  onAdd: (ofRow: readonly Filter[], ofItem: readonly Filter[]) => void;
  children: ReactNode;
};

/** Ways to add filters of a row and of its items, below those that there are. */
export function MoreFilters({ what, onAdd, children }: MoreProps) {
  const { t } = useTranslation();
  const first = what === "event" ? "channel" : "amount";
  const add = (label: string, onClick: () => void) => (
    <Button size="compact-xs" variant="subtle" onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <div className={styles["filters"]}>
      {children}
      {add(t("conditions.edit.filter"), () => onAdd([{ field: first, is: firstIs(first) }], []))}
      {add(t("conditions.edit.itemFilter"), () => onAdd([], [{ field: "category", is: { any_of: [] } }]))}
    </div>
  );
}
