import { useTranslation } from "react-i18next";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Columns } from "../../ui/parts/Page.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { LandingsPanel } from "./LandingsPanel.tsx";
import { LeavingPanel } from "./LeavingPanel.tsx";
import { SaidPanel } from "./SaidPanel.tsx";
import { useDetails } from "./use-details.tsx";

/** Where customers of a persona land and leave, what they say, and what that is evidence of. */
export function DetailsPanels({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useDetails(id);
  return (
    <Loaded query={query} skeleton={<SkeletonLines lines={10} />}>
      {({ details, leastSpeakers: least }) =>
        details === null ? (
          <Panel title={t("personas.said.words.title")}>
            <p>{t("personas.said.later")}</p>
          </Panel>
        ) : (
          <>
            <Columns>
              <LandingsPanel details={details} least={least} />
              <LeavingPanel details={details} least={least} />
            </Columns>
            <Columns>
              <SaidPanel id={id} matter="words" details={details} least={least} />
              <div>
                {(["goals", "pains", "motives"] as const).map((matter) => (
                  <SaidPanel key={matter} {...{ id, matter, details, least }} />
                ))}
              </div>
            </Columns>
          </>
        )
      }
    </Loaded>
  );
}
