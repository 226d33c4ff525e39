import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { JourneysAnswer } from "./contract.ts";
import styles from "./Personas.module.css";

type Step = JourneysAnswer["journeys"][number]["steps"][number];

function Did({ step }: { step: Step }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { at, kind, name, amount, currency } = step;
  const seen = kind === "page" || kind === "screen";
  const said = seen ? t(`personas.journeys.${kind}`) : name;
  const money = amount !== null && currency !== "" ? format.money(amount, currency) : "";
  return (
    <li>
      <Parts parts={[said, money]} />
      <div className={styles["muted"]}>
        <bdi>{format.dateTime(at)}</bdi>
      </div>
    </li>
  );
}

/** What a few real customers of a persona did last; for those who may look at customers. */
export function JourneysPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const may = useMay("profiles:read");
  const query = useQuery({
    queryKey: ["personas", "one", id, "journeys"],
    enabled: may,
    queryFn: ({ signal }) => get<JourneysAnswer>(`/api/v1/personas/${id}/journeys`, {}, signal),
  });
  if (!may || query.data?.journeys.length === 0) return null;
  return (
    <Panel title={t("personas.journeys.title")} subtitle={t("personas.journeys.text")}>
      <Loaded query={query} skeleton={<SkeletonLines lines={6} />}>
        {({ journeys }) => (
          <div className={styles["journeys"]}>
            {journeys.map(({ customer, steps }) => (
              <div key={customer}>
                <Link to="/customers/$id" params={{ id: customer }}>
                  <bdi>{customer}</bdi>
                </Link>
                <ol className={styles["steps"]}>
                  {steps.map((step, at) => (
                    <Did key={at} step={step} />
                  ))}
                </ol>
              </div>
            ))}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
