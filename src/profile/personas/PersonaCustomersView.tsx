import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { address } from "../../ui/api.ts";
import { MakeSegment } from "../../ui/conditions/MakeSegment.tsx";
import { usePersonaName } from "../../ui/figures/use-persona-name.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { useCustomerColumn } from "../../ui/table/customer-column.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useCursorPages } from "../../ui/table/use-cursor-pages.ts";
import type { PersonaCustomersAnswer } from "./customers-contract.ts";
import styles from "./Personas.module.css";

type Customer = PersonaCustomersAnswer["customers"][number];

function useColumns(): Column<Customer>[] {
  const column = useCustomerColumn();
  return [
    column.name(
      (row) => row.id,
      (row) => row.name ?? row.email ?? row.phone,
    ),
    ...column.reached<Customer>(),
  ];
}

function useCustomers(id: string) {
  const [search] = useAddress();
  const asked = { q: word(search, "find") };
  const path = `/api/v1/personas/${id}/customers`;
  const key = ["personas", "one", id, "customers"];
  return {
    ...useCursorPages<PersonaCustomersAnswer>({ key, path, asked }),
    csv: address(`${path}.csv`, asked),
  };
}

/** All customers of a persona, sought by name or address, to export. */
export function PersonaCustomersView() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id } = useParams({ from: "/app/personas/$id/customers" });
  const { query, pages, first, more, csv } = useCustomers(id);
  const columns = useColumns();
  const { name: nameOf } = usePersonaName();
  const name = first ? nameOf({ id, marks: first.marks }) : t("shell.page.personas");
  return (
    <Page>
      <PageTitle
        name={name}
        subtitle={t("personas.behind.text")}
        actions={
          <>
            {first && <MakeSegment rule={{ persona: id }} name={name} />}
            <Link to="/personas/$id" params={{ id }}>
              {t("personas.behind.back")}
            </Link>
          </>
        }
      >
        {first && t("personas.behind.title", { name, n: format.number(first.total) })}
      </PageTitle>
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={10} />}
      {first && (
        <DataTable
          label={t("personas.behind.title", { name, n: format.number(first.total) })}
          columns={columns}
          rows={pages.flatMap((page) => page.customers)}
          rowKey={(row) => row.id}
          href={(row) => `/customers/${row.id}`}
          served={{ total: first.total, more, csv, findLabel: t("segments.findMember") }}
          empty={<EmptyState title={t("personas.behind.nobody")} />}
        />
      )}
      {first?.capped && <p className={styles["muted"]}>{t("segments.capped")}</p>}
    </Page>
  );
}
