import { Group, SegmentedControl, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useDeletedColumns } from "./deleted-columns.tsx";
import { LibraryPanel } from "./LibraryPanel.tsx";
import { useSegmentColumns } from "./segment-columns.tsx";
import { useSegments } from "./use-segments.tsx";
import type { SegmentsAnswer } from "./contract.ts";

function Choice({ name, all, values }: { name: "folder" | "tag"; all: string; values: readonly string[] }) {
  const [search, set] = useAddress();
  if (values.length === 0) return null;
  return (
    <Select
      size="xs"
      clearable
      aria-label={all}
      placeholder={all}
      data={values}
      value={word(search, name) ?? null}
      onChange={(value) => set({ [name]: value ?? undefined })}
    />
  );
}

function Filters({ answer }: { answer: SegmentsAnswer }) {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const show = word(search, "show") ?? "active";
  const { deleted } = answer.shown;
  const shown = (["active", "archived", "deleted"] as const)
    .filter((value) => value !== "deleted" || deleted > 0 || show === "deleted")
    .map((value) => ({ value, label: t(`segments.show.${value}`) }));
  return (
    <>
      <Choice
        name="folder"
        all={t("segments.folder")}
        values={answer.folders.map(({ name }) => name).filter(Boolean)}
      />
      <Choice name="tag" all={t("segments.tag")} values={answer.tags.map(({ name }) => name)} />
      <SegmentedControl
        size="xs"
        aria-label={t("segments.which")}
        value={show}
        onChange={(chosen) => set({ show: chosen === "active" ? undefined : chosen })}
        data={shown}
      />
    </>
  );
}

function List({ answer }: { answer: SegmentsAnswer }) {
  const { t } = useTranslation();
  const columns = useSegmentColumns();
  const deletedColumns = useDeletedColumns();
  const [search] = useAddress();
  const isDeleted = word(search, "show") === "deleted";
  const { archived, deleted } = answer.shown;
  const isNarrowed = Boolean(search["find"] ?? search["folder"] ?? search["tag"] ?? search["show"]);
  if (answer.total === 0 && !isNarrowed) {
    return (
      <>
        {archived + deleted > 0 && <Filters answer={answer} />}
        <EmptyState title={t("segments.none")}>{t("segments.noneText")}</EmptyState>
        <LibraryPanel />
      </>
    );
  }
  return (
    <>
      <DataTable
        label={t("shell.page.segments")}
        key={isDeleted ? "deleted" : "kept"}
        columns={isDeleted ? deletedColumns : columns}
        rows={answer.segments}
        rowKey={(row) => row.id}
        href={(row) => `/segments/${row.id}`}
        first={{ sort: isDeleted ? "deletedAt" : "changedAt", descending: true }}
        filters={<Filters answer={answer} />}
        empty={
          isDeleted && deleted === 0 ? (
            <EmptyState title={t("segments.deleted.none")}>{t("segments.deleted.noneText")}</EmptyState>
          ) : (
            <EmptyState title={t("segments.noneFits")}>{t("segments.noneFitsText")}</EmptyState>
          )
        }
      />
      {!isDeleted && <LibraryPanel isFolded />}
    </>
  );
}

function NewButtons() {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <LinkButton variant="default" to="/segments/new" search={{ kind: "list" } as never}>
        {t("segments.newList")}
      </LinkButton>
      <LinkButton to="/segments/new">{t("segments.new")}</LinkButton>
    </Group>
  );
}

/** All segments: found, filed, their size and how it went, and ready ones to begin with. */
export function SegmentsView() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("segments:write");
  const mayCompare = useMay("figures:read");
  const [search] = useAddress();
  const query = useSegments({
    folder: word(search, "folder"),
    tag: word(search, "tag"),
    show: word(search, "show"),
  });
  useAsOf(query.data?.asOf);
  const count = query.data?.total ?? 0;
  return (
    <Page>
      <PageTitle
        name={t("shell.page.segments")}
        subtitle={t("segments.subtitle")}
        actions={
          <Group gap="xs">
            {count > 0 && mayCompare && (
              <LinkButton variant="default" to="/segments/compare">
                {t("compare.open")}
              </LinkButton>
            )}
            {may && <NewButtons />}
          </Group>
        }
      >
        {count > 0 ? t("segments.title", { count, n: format.number(count) }) : t("shell.page.segments")}
      </PageTitle>
      <Loaded query={query} skeleton={<SkeletonLines lines={10} />}>
        {(answer) => <List answer={answer} />}
      </Loaded>
    </Page>
  );
}
