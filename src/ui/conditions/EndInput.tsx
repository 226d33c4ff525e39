import { useTranslation } from "react-i18next";
import type { Filter, Leaf } from "../../profile/conditions/contract.ts";
import styles from "./Conditions.module.css";
import { FilterList, MoreFilters } from "./FiltersInput.tsx";
import { MatcherNoun } from "./MatcherNoun.tsx";
import { Pattern, slots } from "./Pattern.tsx";
import { WindowInput } from "./WindowInput.tsx";
import { At } from "./wrong.tsx";

type End = Extract<Leaf, { readonly first: unknown } | { readonly last: unknown }>;

/** What the first or the last row, or one of its items, was like. */
export function EndInput({ value, onChange }: { value: End; onChange: (value: End) => void }) {
  const { t } = useTranslation();
  const isFirst = "first" in value;
  const matcher = isFirst ? value.first : value.last;
  const { where = [], item = [], ...rest } = value;
  const isOfItem = where.length === 0 && item.length > 0;
  const put = (nextWhere: readonly Filter[], nextItem: readonly Filter[]) =>
    onChange({
      ...rest,
      ...(nextWhere.length > 0 && { where: nextWhere }),
      ...(nextItem.length > 0 && { item: nextItem }),
    });
  const list = (filters: readonly Filter[], ofItem: boolean, isNeeded: boolean) => (
    <At step={ofItem ? "item" : "where"}>
      <FilterList
        filters={filters}
        what={matcher.what}
        ofItem={ofItem}
        isNeeded={isNeeded}
        onChange={(next) => (ofItem ? put(where, next) : put(next, item))}
      />
    </At>
  );
  const line = `conditions.line.${isFirst ? "first" : "last"}${isOfItem ? "_item" : ""}` as const;
  return (
    <>
      <Pattern text={t(line, slots("what", "window", "filters"))}>
        {{
          what: (
            <At step={isFirst ? "first" : "last"}>
              <MatcherNoun
                value={matcher}
                onChange={(next) => onChange(isFirst ? { ...value, first: next } : { ...value, last: next })}
              />
            </At>
          ),
          window: <WindowInput value={value.within} onChange={(within) => onChange({ ...value, within })} />,
          filters: isOfItem ? list(item, true, true) : list(where, false, item.length === 0),
        }}
      </Pattern>
      <MoreFilters
        what={matcher.what}
        onAdd={(ofRow, ofItem) => put([...where, ...ofRow], [...item, ...ofItem])}
      >
        {!isOfItem && item.length > 0 && (
          <>
            <span className={styles["quiet"]}>{t("conditions.edit.whereItem")}</span>
            {list(item, true, false)}
          </>
        )}
      </MoreFilters>
    </>
  );
}
