import { Button, Group, Menu, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { get, send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { ConfirmByName } from "../../ui/parts/ConfirmByName.tsx";
import { Copyable } from "../../ui/parts/Copyable.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { SettingsTabs } from "../../ui/shell/SettingsTabs.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { PersonView } from "./contract.ts";

const ROLES = ["admin", "viewer"] as const;

function Invite({ onLink }: { onLink: (link: string) => void }) {
  const { t } = useTranslation();
  const [opened, modal] = useDisclosure(false);
  const [values, setValues] = useState({ email: "", role: "viewer" });
  const form = useForm(
    () => send<{ link: string | null }>("POST", "/api/v1/people", values),
    ({ link }) => {
      modal.close();
      if (link) onLink(link);
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const error = form.errorBeside(["email"]);
  return (
    <>
      <Button onClick={modal.open}>{t("people.invite")}</Button>
      <Modal opened={opened} onClose={modal.close} title={t("people.invite")}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t("people.email")}
              type="email"
              required
              value={values.email}
              error={form.at("email")}
              onChange={(event) => setValues({ ...values, email: event.currentTarget.value })}
            />
            <Select
              label={t("people.role")}
              allowDeselect={false}
              data={ROLES.map((value) => ({ value, label: t(`people.roles.${value}`) }))}
              value={values.role}
              onChange={(role) => setValues({ ...values, role: role ?? "viewer" })}
            />
            {error && <ProblemNote error={error} />}
            <Group justify="end">
              <Button type="submit" loading={form.busy}>
                {t("people.invite")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function PersonMenu({ person, onLink }: { person: PersonView; onLink: (link: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [opened, confirm] = useDisclosure(false);
  const path = `/api/v1/people/${encodeURIComponent(person.id)}`;
  const again = { onSuccess: () => queries.invalidateQueries({ queryKey: ["people"] }) };
  const other = person.role === "admin" ? "viewer" : "admin";
  const role = useMutation({ mutationFn: () => send("PATCH", path, { role: other }), ...again });
  const remove = useMutation({ mutationFn: () => send("DELETE", path), ...again });
  const link = useMutation({
    mutationFn: () => send<{ link: string }>("POST", `${path}/link`),
    onSuccess: (answer) => onLink(answer.link),
  });
  const error = role.error ?? remove.error ?? link.error;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-xs"
            aria-label={t("people.actionsFor", { name: person.name })}
          >
            {t("words.change")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => role.mutate()}>{t(`people.make.${other}`)}</Menu.Item>
          <Menu.Item onClick={() => link.mutate()}>{t("people.newLink")}</Menu.Item>
          <Menu.Item onClick={confirm.open}>{t("words.remove")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {error && <ProblemNote error={error} />}
      <ConfirmByName
        opened={opened}
        onClose={confirm.close}
        title={t("people.removeTitle", { name: person.name })}
        consequence={t("people.removeText")}
        name={person.email}
        action={t("words.remove")}
        onConfirm={() => (remove.mutate(), confirm.close())}
      />
    </>
  );
}

function useColumns(onLink: ((link: string) => void) | null): Column<PersonView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = [
    {
      key: "name",
      header: t("people.name"),
      main: true,
      text: (row: PersonView) => row.name,
      cell: (row: PersonView) => <bdi>{row.name}</bdi>,
    },
    {
      key: "email",
      header: t("people.email"),
      text: (row: PersonView) => row.email,
      cell: (row: PersonView) => <bdi>{row.email}</bdi>,
    },
    {
      key: "role",
      header: t("people.role"),
      text: (row: PersonView) => t(`people.roles.${row.role}`),
      cell: (row: PersonView) => t(`people.roles.${row.role}`),
    },
    {
      key: "joined",
      header: t("people.since"),
      text: (row: PersonView) => format.date(row.createdAt),
      cell: (row: PersonView) => (row.joined ? format.date(row.createdAt) : t("people.invited")),
    },
  ];
  if (!onLink) return columns;
  const actions = {
    key: "actions",
    header: t("words.change"),
    text: () => "",
    cell: (row: PersonView) => <PersonMenu person={row} onLink={onLink} />,
  };
  return [...columns, actions];
}

/** Who may log in, and as what. */
export function PeopleView() {
  const { t } = useTranslation();
  const may = useMay("people:write");
  const [link, setLink] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ["people"],
    queryFn: ({ signal }) => get<{ people: PersonView[] }>("/api/v1/people", {}, signal),
  });
  const columns = useColumns(may ? setLink : null);
  return (
    <Page>
      <PageTitle
        name={t("people.title")}
        subtitle={t("people.text")}
        actions={may && <Invite onLink={setLink} />}
      />
      <SettingsTabs />
      <Loaded query={query}>
        {({ people }) => (
          <DataTable
            label={t("people.title")}
            columns={columns}
            rows={people}
            rowKey={(row) => row.id}
            empty={null}
          />
        )}
      </Loaded>
      <Modal opened={link !== null} onClose={() => setLink(null)} title={t("people.link")}>
        <Stack>
          <p>{t("people.linkText")}</p>
          <Copyable text={link ?? ""} label={t("people.link")} />
        </Stack>
      </Modal>
    </Page>
  );
}
