import { useTranslation } from "react-i18next";
import {
  PERIODS,
  type Duration,
  type DurationUnit,
  type Period,
  type Window,
} from "../../profile/conditions/contract.ts";
import { partsOf } from "./durations.ts";
import { Choose, DayBox, NumberBox } from "./inputs.tsx";
import { MatcherNoun } from "./MatcherNoun.tsx";
import { At } from "./wrong.tsx";

const UNITS = ["minutes", "hours", "days", "weeks"] as const;

/** A length of time: a number and its unit. */
export function DurationInput({ value, onChange }: { value: Duration; onChange: (value: Duration) => void }) {
  const { t } = useTranslation();
  const { unit, count } = partsOf(value);
  const of = (next: DurationUnit, n: number) => onChange({ [next]: n } as unknown as Duration);
  return (
    <>
      <NumberBox
        at={[unit]}
        label={t("conditions.choose.length")}
        value={count}
        min={1}
        isWhole
        onChange={(n) => of(unit, n)}
      />
      <Choose
        label={t("conditions.choose.unit")}
        value={unit}
        choices={UNITS.map((value) => ({ value, label: t(`conditions.unit.${value}`) }))}
        onChange={(next) => of(next as DurationUnit, count)}
      />
    </>
  );
}

const OPS = [
  "ever",
  "last",
  "longer_ago",
  "between",
  "this",
  "previous",
  "since_first",
  "since_last",
] as const;
type Op = (typeof OPS)[number];

function opOf(window: Window | undefined): Op {
  if (!window) return "ever";
  if ("since" in window) return window.whose === "first" ? "since_first" : "since_last";
  return OPS.find((op) => op in window) ?? "between";
}

function lengthIn(window: Window | undefined): Duration {
  if (window && "last" in window) return window.last;
  return window && "longer_ago" in window ? window.longer_ago : { days: 30 };
}

function begunWith(op: Op, before: Window | undefined): Window | undefined {
  const period =
    before && "this" in before ? before.this : before && "previous" in before ? before.previous : "month";
  const since = before && "since" in before ? before.since : ({ what: "order" } as const);
  switch (op) {
    case "ever":
      return undefined;
    case "last":
      return { last: lengthIn(before) };
    case "longer_ago":
      return { longer_ago: lengthIn(before) };
    case "between":
      return { from: `${new Date().getFullYear()}-01-01` };
    case "this":
      return { this: period };
    case "previous":
      return { previous: period };
    case "since_first":
      return { since, whose: "first" };
    case "since_last":
      return { since, whose: "last" };
  }
}

type Props = { value: Window | undefined; onChange: (value: Window | undefined) => void };

function Days({
  value,
  onChange,
}: { value: { from?: string | undefined; to?: string | undefined } } & Pick<Props, "onChange">) {
  const { t } = useTranslation();
  const put = (part: { from?: string; to?: string }) => {
    const next = { ...value, ...part };
    const kept = Object.fromEntries(Object.entries(next).filter(([, day]) => day));
    onChange(Object.keys(kept).length === 0 ? { from: "" } : kept);
  };
  return (
    <>
      <DayBox
        at={["from"]}
        label={t("conditions.choose.from")}
        value={value.from ?? ""}
        onChange={(from) => put({ from })}
      />
      <DayBox
        at={["to"]}
        isHere
        label={t("conditions.choose.to")}
        value={value.to ?? ""}
        onChange={(to) => put({ to })}
      />
    </>
  );
}

function Windows({ value, onChange }: Props) {
  const { t } = useTranslation();
  const period = (held: Period, put: (next: Period) => Window) => (
    <Choose
      label={t("conditions.choose.unit")}
      value={held}
      choices={PERIODS.map((one) => ({ value: one, label: t(`conditions.period.${one}`) }))}
      onChange={(next) => onChange(put(next as Period))}
    />
  );
  return (
    <>
      <Choose
        label={t("conditions.choose.window")}
        value={opOf(value)}
        choices={OPS.map((op) => ({ value: op, label: t(`conditions.windowOp.${op}`) }))}
        onChange={(op) => onChange(begunWith(op as Op, value))}
      />
      {value && "last" in value && (
        <At step="last">
          <DurationInput value={value.last} onChange={(last) => onChange({ last })} />
        </At>
      )}
      {value && "longer_ago" in value && (
        <At step="longer_ago">
          <DurationInput value={value.longer_ago} onChange={(longer_ago) => onChange({ longer_ago })} />
        </At>
      )}
      {value && "this" in value && period(value.this, (next) => ({ this: next }))}
      {value && "previous" in value && period(value.previous, (next) => ({ previous: next }))}
      {value && "since" in value && (
        <At step="since">
          <MatcherNoun value={value.since} onChange={(since) => onChange({ ...value, since })} />
        </At>
      )}
      {value && ("from" in value || "to" in value) && <Days value={value} onChange={onChange} />}
    </>
  );
}

/** When: ever, in the last so long, between two days, this or the last period, since something else. */
export function WindowInput(props: Props) {
  return (
    <At step="within">
      <Windows {...props} />
    </At>
  );
}
