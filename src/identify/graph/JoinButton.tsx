import { Button, Modal, Select, Stack } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import type { Decision } from "./decision.tsx";

type Hit = { id: string; name: string | null; email: string | null; phone: string | null };

function useFound(text: string) {
  const [settled] = useDebouncedValue(text.trim(), 150);
  return useQuery({
    queryKey: ["search", settled],
    enabled: settled.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<{ rows: Hit[] }>("/api/v1/customers", { q: settled, limit: 8 }, signal),
  });
}

const labelOf = ({ id, name, email, phone }: Hit) => [name, email ?? phone, id].filter(Boolean).join(" · ");

function ChooseCustomer({ id, onChoose }: { id: string; onChoose: (hit: Hit) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const found = useFound(text);
  const hits = (text.trim() ? (found.data?.rows ?? []) : []).filter((hit) => hit.id !== id);
  return (
    <Stack>
      <p>{t("identity.will.join")}</p>
      <Select
        label={t("identity.which")}
        placeholder={t("customers.find")}
        searchable
        data-autofocus
        searchValue={text}
        onSearchChange={setText}
        // The server has searched; its hits need not hold the letters in what is shown of them.
        filter={({ options }) => options}
        data={hits.map((hit) => ({ value: hit.id, label: labelOf(hit) }))}
        nothingFoundMessage={text.trim() && found.isSuccess ? t("customers.nobodyFits") : undefined}
        value={null}
        onChange={(chosen) => {
          const hit = hits.find((one) => one.id === chosen);
          if (hit) onChoose(hit);
        }}
      />
      {found.error && <ProblemNote error={found.error} />}
    </Stack>
  );
}

type Props = { id: string; name: string; onDecide: (decision: Decision) => void };

/** Joins this customer with another one, that is searched for. */
export function JoinButton({ id, name, onDecide }: Props) {
  const { t } = useTranslation();
  const [opened, modal] = useDisclosure(false);
  const choose = (hit: Hit) => {
    modal.close();
    const path = `/api/v1/customers/${id}/identity/join`;
    onDecide({
      ...{ path, body: { with: hit.id }, kind: "join" },
      about: `${name} – ${hit.name ?? hit.email ?? hit.phone ?? hit.id}`,
    });
  };
  return (
    <>
      <Button variant="default" onClick={modal.open}>
        {t("identity.join")}
      </Button>
      <Modal
        opened={opened}
        onClose={modal.close}
        title={t("identity.join")}
        transitionProps={{ duration: 0 }}
      >
        <ChooseCustomer id={id} onChoose={choose} />
      </Modal>
    </>
  );
}
