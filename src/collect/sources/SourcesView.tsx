import { Badge, Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { get, send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { SourceView } from "./contract.ts";

const KINDS = ["browser", "app", "server"] as const;

function AddSource() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [opened, modal] = useDisclosure(false);
  const [values, setValues] = useState({ name: "", kind: "browser", shop: "main" });
  const form = useForm(
    () => send<SourceView>("POST", "/api/v1/sources", values),
    (source) => navigate({ to: "/sources/$id", params: { id: String(source.id) } }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const error = form.errorBeside(["name", "shop"]);
  return (
    <>
      <Button onClick={modal.open}>{t("sources.add")}</Button>
      <Modal opened={opened} onClose={modal.close} title={t("sources.add")}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t("sources.name")}
              required
              value={values.name}
              error={form.at("name")}
              onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
            />
            <Select
              label={t("sources.kind")}
              description={t(`sources.kindHint.${values.kind as (typeof KINDS)[number]}`)}
              allowDeselect={false}
              data={KINDS.map((value) => ({ value, label: t(`sources.kinds.${value}`) }))}
              value={values.kind}
              onChange={(kind) => setValues({ ...values, kind: kind ?? "browser" })}
            />
            <TextInput
              label={t("sources.shop")}
              description={t("sources.shopHint")}
              value={values.shop}
              error={form.at("shop")}
              onChange={(event) => setValues({ ...values, shop: event.currentTarget.value })}
            />
            {error && <ProblemNote error={error} />}
            <Group justify="end">
              <Button type="submit" loading={form.busy}>
                {t("sources.add")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function useColumns(): Column<SourceView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (key: "events" | "rejected"): Column<SourceView> => ({
    key,
    header: t(`sources.${key}`),
    numeric: true,
    sortable: true,
    value: (row) => row[key],
    text: (row) => format.number(row[key]),
    cell: (row) => <bdi>{format.number(row[key])}</bdi>,
  });
  const last = (row: SourceView) => (row.lastEventAt ? format.dateTime(row.lastEventAt) : t("words.never"));
  return [
    {
      key: "name",
      header: t("sources.name"),
      main: true,
      sortable: true,
      text: (row) => row.name,
      cell: (row) => (
        <>
          <Link to="/sources/$id" params={{ id: String(row.id) }}>
            <bdi>{row.name}</bdi>
          </Link>{" "}
          {row.disabledAt && <Badge color="gray">{t("sources.disabled")}</Badge>}
        </>
      ),
    },
    {
      key: "kind",
      header: t("sources.kind"),
      sortable: true,
      text: (row) => t(`sources.kinds.${row.kind}`),
      cell: (row) => t(`sources.kinds.${row.kind}`),
    },
    {
      key: "trust",
      header: t("sources.trust"),
      text: (row) => t(`words.trust.${row.trust}`),
      cell: (row) => t(`words.trust.${row.trust}`),
    },
    count("events"),
    count("rejected"),
    {
      key: "last",
      header: t("sources.lastEvent"),
      numeric: true,
      sortable: true,
      value: (row) => row.lastEventAt,
      text: last,
      cell: last,
    },
  ];
}

/** Where events come from. */
export function SourcesView() {
  const { t } = useTranslation();
  const may = useMay("sources:write");
  const columns = useColumns();
  const query = useQuery({
    queryKey: ["sources"],
    queryFn: ({ signal }) => get<{ sources: SourceView[] }>("/api/v1/sources", {}, signal),
    refetchInterval: 5_000,
  });
  return (
    <Page>
      <PageTitle name={t("shell.page.sources")} subtitle={t("sources.text")} actions={may && <AddSource />} />
      <Loaded query={query}>
        {({ sources }) => (
          <DataTable
            label={t("shell.page.sources")}
            columns={columns}
            rows={sources}
            rowKey={(row) => row.id}
            href={(row) => `/sources/${row.id}`}
            empty={<EmptyState title={t("sources.none")}>{t("sources.noneText")}</EmptyState>}
          />
        )}
      </Loaded>
    </Page>
  );
}
