import { Spotlight, spotlight } from "@mantine/spotlight";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebouncedValue } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../api.ts";
import { StateBadge } from "../parts/StateBadge.tsx";
import type { CustomerState } from "../../core/figures-port.ts";
import { useKept } from "../conditions/use-say.ts";
import { PAGES } from "./navigation.ts";
import { useMay } from "./use-workspace.ts";

type Hit = {
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  figures: { state: CustomerState };
};

function useCustomers(text: string) {
  const [settled] = useDebouncedValue(text.trim(), 120);
  const found = useQuery({
    queryKey: ["search", settled],
    enabled: settled.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<{ rows: Hit[] }>("/api/v1/customers", { q: settled, limit: 8 }, signal),
  });
  return settled ? (found.data?.rows ?? []) : [];
}

/** Segments whose name holds the text. */
function useFoundSegments(text: string) {
  const may = useMay("segments:read");
  const wanted = text.trim().toLocaleLowerCase();
  const kept = useKept(may && wanted !== "")?.segments ?? [];
  return wanted ? kept.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)).slice(0, 5) : [];
}

function CustomerHits({ customers, onOpen }: { customers: readonly Hit[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  if (customers.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t("shell.page.customers")}>
      {customers.map((hit) => (
        <Spotlight.Action
          key={hit.id}
          label={hit.name ?? hit.email ?? hit.phone ?? hit.id}
          description={[hit.id, hit.name ? hit.email : null].filter(Boolean).join(" · ")}
          rightSection={<StateBadge state={hit.figures.state} />}
          onClick={() => onOpen(hit.id)}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function SegmentHits({ segments }: { segments: ReturnType<typeof useFoundSegments> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (segments.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t("shell.page.segments")}>
      {segments.map(({ id, name }) => (
        <Spotlight.Action
          key={id}
          label={name}
          onClick={() => void navigate({ to: "/segments/$id", params: { id: String(id) } })}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

/** Search from anywhere (Ctrl K): customers as one types, segments, and pages. */
export function Search() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const customers = useCustomers(text);
  const segments = useFoundSegments(text);
  const open = (id: string) => void navigate({ to: "/customers/$id", params: { id } });
  // Customers come in after the letters, when nothing is chosen yet: Enter opens the first of them.
  const onKeyDown = (event: KeyboardEvent) => {
    const first = customers[0];
    if (event.key !== "Enter" || !first || document.querySelector("[data-action][data-selected]")) return;
    spotlight.close();
    open(first.id);
  };
  const wanted = text.trim().toLocaleLowerCase();
  const pages = PAGES.map((page) => ({ ...page, label: t(`shell.page.${page.name}`) })).filter((page) =>
    page.label.toLocaleLowerCase().includes(wanted),
  );
  return (
    <Spotlight.Root
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0 }}
      query={text}
      onQueryChange={setText}
      shortcut={["mod + K"]}
      clearQueryOnClose
    >
      <Spotlight.Search placeholder={t("search.open")} aria-label={t("search.open")} onKeyDown={onKeyDown} />
      <Spotlight.ActionsList>
        <CustomerHits customers={customers} onOpen={open} />
        <SegmentHits segments={segments} />
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label={t("search.pages")}>
            {pages.map((page) => (
              <Spotlight.Action
                key={page.name}
                label={page.label}
                onClick={() => void navigate({ to: page.to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {customers.length + segments.length + pages.length === 0 && (
          <Spotlight.Empty>{t("search.nothing")}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
