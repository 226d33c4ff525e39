import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { sayLeaf } from "../../ui/conditions/say-leaf.ts";
import { useSay } from "../../ui/conditions/use-say.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { leavesOf, type Rule } from "../conditions/contract.ts";
import type { ExplainAnswer, Segment } from "../segments/contract.ts";
import styles from "./CustomerView.module.css";
import { WhyPersona } from "./WhyPersona.tsx";

type Leaf = ExplainAnswer["leaves"][number];

const ROWS = ["event", "order", "refund", "trait", "consent"] as const;

/** A row that decides, as a line: what it is, when, and its number. */
function useRowText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ what, at, id }: Leaf["evidence"][number]): string => {
    const kind = ROWS.find((one) => one === what);
    // An event's number is a message's, which tells nobody anything.
    return [kind ? t(`customer.segments.row.${kind}`) : what, format.dateTime(at), kind === "event" ? "" : id]
      .filter(Boolean)
      .join(" · ");
  };
}

/** What a condition says, with its denial, and the persona that it asks for. */
type Said = { readonly clause: string; readonly isMet: boolean; readonly persona: string | null };

/** One condition with its denial: what is denied is met where what it says does not hold. */
function LeafLine({ leaf, said, customer }: { leaf: Leaf; said: Said; customer: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rowText = useRowText();
  const { clause, isMet, persona } = said;
  return (
    <li className={styles["why"]} data-holds={isMet}>
      <span className={styles["mark"]} aria-hidden>
        {isMet ? "✓" : "✕"}
      </span>
      <div>
        <span className="unseen">{isMet ? t("customer.segments.met") : t("customer.segments.notMet")}</span>{" "}
        {clause}
        {leaf.until && (
          <div className={styles["source"]}>
            {t("customer.segments.until", { at: format.dateTime(leaf.until) })}
          </div>
        )}
        {persona !== null && <WhyPersona persona={persona} customer={customer} />}
        {persona === null && leaf.evidence.length > 0 && (
          <details className={styles["source"]}>
            <summary>
              {t("customer.segments.rows", {
                count: leaf.evidence.length,
                n: format.number(leaf.evidence.length),
              })}
            </summary>
            <ul>
              {leaf.evidence.map((row, at) => (
                <li key={at}>
                  <bdi>{rowText(row)}</bdi>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}

const isDenied = (path: Leaf["path"]) => path.filter((step) => step === "not").length % 2 === 1;

function Leaves({ answer, rule }: { answer: ExplainAnswer; rule: Rule }) {
  const say = useSay();
  const leaves = leavesOf(rule);
  const saidOf = ({ path, holds }: Leaf): Said => {
    const found = leaves.find((one) => one.path.join(".") === path.join("."));
    const isMet = holds !== isDenied(path);
    if (!found) return { clause: "", isMet, persona: null };
    const clause = sayLeaf(say, found.leaf);
    return {
      clause: isDenied(path) ? say.t("conditions.not", { clause }) : clause,
      isMet,
      persona: "persona" in found.leaf ? found.leaf.persona : null,
    };
  };
  return (
    <ul className={styles["list"]}>
      {answer.leaves.map((leaf) => (
        <LeafLine key={leaf.path.join(".")} leaf={leaf} said={saidOf(leaf)} customer={answer.customer} />
      ))}
    </ul>
  );
}

/** Why a customer is in a segment or is not: condition by condition, with the rows that decide. */
export function WhySegment({ segment, customer }: { segment: number; customer: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery({
    queryKey: ["customer", customer, "segments", segment],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/segments/${segment}`;
      const [answer, kept] = await Promise.all([
        get<ExplainAnswer>(`${path}/explain/${customer}`, {}, signal),
        get<Segment>(path, {}, signal),
      ]);
      return { answer, rule: kept.rule };
    },
  });
  return (
    <div aria-live="polite">
      <Loaded query={query}>
        {({ answer, rule }) => (
          <>
            <p className={styles["verdict"]}>
              {answer.holds ? t("customer.segments.in") : t("customer.segments.notIn")}
              {answer.until && (
                <span className={styles["source"]}>
                  {" "}
                  {t("customer.segments.until", { at: format.dateTime(answer.until) })}
                </span>
              )}
            </p>
            {rule && <Leaves answer={answer} rule={rule} />}
          </>
        )}
      </Loaded>
    </div>
  );
}
