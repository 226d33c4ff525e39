import { Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { PERMISSIONS, type Permission } from "../../core/permission.ts";
import { get, send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { ConfirmByName } from "../../ui/parts/ConfirmByName.tsx";
import { Copyable } from "../../ui/parts/Copyable.tsx";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useNames } from "../../ui/parts/use-names.ts";
import { SettingsTabs } from "../../ui/shell/SettingsTabs.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { TokenView } from "./contract.ts";

type ScopeKey<Scope> = Scope extends `${infer Thing}:${infer Deed}` ? `${Thing}_${Deed}` : never;

/** A permission as the texts name it: keys cannot hold a colon. */
function scopeKey(permission: Permission): ScopeKey<Permission> {
  return permission.replace(":", "_") as ScopeKey<Permission>;
}

function AddToken({ onMade }: { onMade: (token: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["profiles:read"]);
  const [expiresInDays, setDays] = useState<number | string>(365);
  const form = useForm(
    () => {
      const days = typeof expiresInDays === "number" ? { expiresInDays } : {};
      return send<{ token: string }>("POST", "/api/v1/tokens", { name, scopes, ...days });
    },
    ({ token }) => onMade(token),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const error = form.errorBeside(["name", "expiresInDays"]);
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t("tokens.name")}
          required
          value={name}
          error={form.at("name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group label={t("tokens.scopes")} value={scopes} onChange={setScopes}>
          <Stack gap="xs" mt="xs">
            {PERMISSIONS.map((permission) => (
              <Checkbox
                key={permission}
                value={permission}
                label={t(`tokens.scope.${scopeKey(permission)}`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <NumberInput
          label={t("tokens.days")}
          description={t("tokens.daysHint")}
          min={1}
          max={3650}
          value={expiresInDays}
          onChange={setDays}
        />
        {error && <ProblemNote error={error} />}
        <Group justify="end">
          <Button type="submit" loading={form.busy} disabled={scopes.length === 0}>
            {t("tokens.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Revoke({ token }: { token: TokenView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [opened, confirm] = useDisclosure(false);
  const revoke = useMutation({
    mutationFn: () => send("DELETE", `/api/v1/tokens/${token.id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={confirm.open}>
        {t("tokens.revoke")}
      </Button>
      {revoke.error && <ProblemNote error={revoke.error} />}
      <ConfirmByName
        opened={opened}
        onClose={confirm.close}
        title={t("tokens.revokeTitle", { name: token.name })}
        consequence={t("tokens.revokeText")}
        name={token.name}
        action={t("tokens.revoke")}
        onConfirm={() => (revoke.mutate(), confirm.close())}
      />
    </>
  );
}

function useColumns(): Column<TokenView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNames();
  const scopes = (row: TokenView) => format.list(row.scopes.map((scope) => nameOf("scopes", scope)));
  const date = (key: "createdAt" | "lastUsedAt" | "expiresAt"): Column<TokenView> => ({
    key,
    header: t(`tokens.${key}`),
    text: (row) => (row[key] ? format.date(row[key]) : t("words.never")),
    cell: (row) => (row[key] ? format.date(row[key]) : t("words.never")),
  });
  return [
    {
      key: "name",
      header: t("tokens.name"),
      main: true,
      text: (row) => row.name,
      cell: (row) => <bdi>{row.name}</bdi>,
    },
    {
      key: "prefix",
      header: t("tokens.prefix"),
      text: (row) => row.prefix,
      cell: (row) => <code dir="ltr">{row.prefix}…</code>,
    },
    {
      key: "scopes",
      header: t("tokens.scopes"),
      text: scopes,
      cell: scopes,
    },
    date("createdAt"),
    date("lastUsedAt"),
    date("expiresAt"),
    { key: "revoke", header: t("tokens.revoke"), text: () => "", cell: (row) => <Revoke token={row} /> },
  ];
}

/** The tokens by which scripts ask and change. */
export function TokensView() {
  const { t } = useTranslation();
  const columns = useColumns();
  const [adding, add] = useDisclosure(false);
  const [made, setMade] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ["tokens"],
    queryFn: ({ signal }) => get<{ tokens: TokenView[] }>("/api/v1/tokens", {}, signal),
  });
  const close = () => (add.close(), setMade(null));
  return (
    <Page>
      <PageTitle
        name={t("tokens.title")}
        subtitle={t("tokens.text")}
        actions={<Button onClick={add.open}>{t("tokens.add")}</Button>}
      />
      <SettingsTabs />
      <Loaded query={query}>
        {({ tokens }) => (
          <DataTable
            label={t("tokens.title")}
            columns={columns}
            rows={tokens}
            rowKey={(row) => row.id}
            empty={<EmptyState title={t("tokens.none")} />}
          />
        )}
      </Loaded>
      <Modal opened={adding} onClose={close} title={t("tokens.add")}>
        {made ? (
          <Stack>
            <p>{t("tokens.once")}</p>
            <Copyable text={made} label={t("tokens.token")} />
          </Stack>
        ) : (
          <AddToken onMade={setMade} />
        )}
      </Modal>
    </Page>
  );
}
