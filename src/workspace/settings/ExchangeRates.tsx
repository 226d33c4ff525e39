import { Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { get, send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { RemoveButton } from "../../ui/parts/RemoveButton.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { ExchangeRate } from "./contract.ts";

const PATH = "/api/v1/workspace/exchange-rates";
const pathOf = (rate: { currency: string; fromDay: string }) => `${PATH}/${rate.currency}/${rate.fromDay}`;

function AddRate() {
  const { t } = useTranslation();
  const [rate, setRate] = useState(() => ({
    currency: "",
    fromDay: new Date().toISOString().slice(0, 10),
    rate: "",
  }));
  const form = useForm(
    () => send("PUT", pathOf(rate), { rate: rate.rate.replace(",", ".") }),
    () => setRate({ ...rate, rate: "" }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const error = form.errorBeside(["currency", "fromDay", "rate"]);
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="xs" mb="sm">
        <TextInput
          size="xs"
          w={110}
          label={t("settings.rates.currency")}
          maxLength={3}
          required
          value={rate.currency}
          error={form.at("currency")}
          onChange={(event) => setRate({ ...rate, currency: event.currentTarget.value.toUpperCase() })}
        />
        <TextInput
          size="xs"
          type="date"
          label={t("settings.rates.from")}
          required
          value={rate.fromDay}
          error={form.at("fromDay")}
          onChange={(event) => setRate({ ...rate, fromDay: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          inputMode="decimal"
          label={t("settings.rates.rate")}
          required
          value={rate.rate}
          error={form.at("rate")}
          onChange={(event) => setRate({ ...rate, rate: event.currentTarget.value })}
        />
        <Button size="xs" type="submit" loading={form.busy}>
          {t("words.add")}
        </Button>
      </Group>
      {error && <ProblemNote error={error} />}
    </form>
  );
}

function useColumns(own: string, disabled: boolean): Column<ExchangeRate>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: "currency",
      header: t("settings.rates.currency"),
      main: true,
      text: (row) => row.currency,
      cell: (row) => row.currency,
    },
    {
      key: "from",
      header: t("settings.rates.from"),
      text: (row) => format.date(row.fromDay),
      cell: (row) => format.date(row.fromDay),
    },
    {
      key: "rate",
      header: t("settings.rates.worth", { currency: own }),
      numeric: true,
      text: (row) => row.rate,
      cell: (row) => <bdi>{row.rate}</bdi>,
    },
    ...(disabled
      ? []
      : [
          {
            key: "remove",
            header: t("words.remove"),
            text: () => "",
            cell: (row: ExchangeRate) => (
              <RemoveButton
                path={pathOf(row)}
                again={{ rate: row.rate }}
                said={t("settings.rates.removed")}
              />
            ),
          },
        ]),
  ];
}

/** What one unit of another currency is worth, from a day on. */
export function ExchangeRates({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["workspace", "rates"],
    queryFn: ({ signal }) => get<{ currency: string; rates: ExchangeRate[] }>(PATH, {}, signal),
  });
  const own = query.data?.currency ?? "";
  const columns = useColumns(own, disabled);
  return (
    <div id="rates">
      <Panel title={t("settings.rates.title")} subtitle={t("settings.rates.text", { currency: own })}>
        {!disabled && <AddRate />}
        <Loaded query={query}>
          {({ rates }) => (
            <DataTable
              label={t("settings.rates.title")}
              columns={columns}
              rows={rates}
              rowKey={pathOf}
              bare
              empty={<EmptyState title={t("settings.rates.none")} />}
            />
          )}
        </Loaded>
      </Panel>
    </div>
  );
}
