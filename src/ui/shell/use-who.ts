import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PersonView } from "../../workspace/people/contract.ts";
import { get } from "../api.ts";
import { sessionQuery } from "./session.ts";
import { useMay } from "./use-workspace.ts";

const KINDS = ["person", "token", "owner"] as const;

/** Who said something, as "person 7" is called: by name where the reader may know it. */
export function useWho(): (said: string) => string {
  const { t } = useTranslation();
  const me = useQuery({ ...sessionQuery, enabled: false }).data?.actor;
  const people = useQuery({
    queryKey: ["people"],
    enabled: useMay("people:write"),
    queryFn: ({ signal }) => get<{ people: PersonView[] }>("/api/v1/people", {}, signal),
  }).data?.people;
  return (said) => {
    if (me && said === `${me.kind} ${me.id}`) return t("identity.by.you");
    const [kind = "", id = ""] = said.split(" ");
    const name = kind === "person" ? people?.find((person) => person.id === id)?.name : undefined;
    if (kind === "matching") return t("identity.by.matching", { run: id });
    if (kind === "tenure") return t("identity.by.tenure");
    const known = KINDS.find((one) => one === kind);
    return name ?? (known ? t(`identity.by.${known}`) : t("words.unknown"));
  };
}
