import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { DemoWork } from "../../ui/shell/DemoWork.tsx";
import { PlainFrame } from "../../ui/shell/PlainFrame.tsx";
import { workspaceQuery } from "../../ui/shell/session.ts";
import styles from "./WelcomeView.module.css";
import { WorkspaceForm } from "./WorkspaceForm.tsx";

function Doors() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [loading, setLoading] = useState(false);
  const demo = useMutation({
    mutationFn: () => send("POST", "/api/v1/demo", {}),
    onSuccess: () => setLoading(true),
  });
  const connect = useMutation({
    mutationFn: () =>
      send<{ id: number }>("POST", "/api/v1/sources", { name: t("welcome.sourceName"), kind: "browser" }),
    onSuccess: ({ id }) => navigate({ to: "/sources/$id", params: { id: String(id) } }),
  });
  const error = demo.error ?? connect.error;
  if (loading) return <DemoWork onDone={() => void navigate({ to: "/overview" })} />;
  return (
    <div data-wide>
      {error && <ProblemNote error={error} />}
      <div className={styles["doors"]}>
        <section className={styles["door"]}>
          <h2>{t("welcome.demo")}</h2>
          <p>{t("welcome.demoText")}</p>
          <Button onClick={() => demo.mutate()} loading={demo.isPending}>
            {t("welcome.demoAction")}
          </Button>
        </section>
        <section className={styles["door"]}>
          <h2>{t("welcome.import")}</h2>
          <p>{t("welcome.importText")}</p>
          <LinkButton to="/imports">{t("welcome.importAction")}</LinkButton>
        </section>
        <section className={styles["door"]}>
          <h2>{t("welcome.connect")}</h2>
          <p>{t("welcome.connectText")}</p>
          <Button onClick={() => connect.mutate()} loading={connect.isPending}>
            {t("welcome.connectAction")}
          </Button>
        </section>
      </div>
    </div>
  );
}

/** The first minutes: what the workspace is called and counts in, then three doors. */
export function WelcomeView() {
  const { t } = useTranslation();
  const query = useQuery(workspaceQuery);
  const [named, setNamed] = useState(false);
  const done = named || Boolean(query.data?.setUpAt);
  return (
    <PlainFrame>
      <PageTitle name={t("welcome.title")} subtitle={done ? t("welcome.doors") : t("welcome.text")} />
      <Loaded query={query}>
        {(settings) =>
          done ? (
            <Doors />
          ) : (
            <WorkspaceForm
              settings={settings}
              short
              action={t("welcome.next")}
              onSaved={() => setNamed(true)}
            />
          )
        }
      </Loaded>
    </PlainFrame>
  );
}
