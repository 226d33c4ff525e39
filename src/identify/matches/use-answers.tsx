import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { get, send } from "../../ui/api.ts";
import type { AnsweredAnswer, MatchPair, Queue, QueueAnswer } from "./contract.ts";

const ROOT = "/api/v1/identity/matches";

/** What the keys say. */
const KEYS = { y: "yes", n: "no", u: "unsure", z: "undo" } as const;

/** An answer, or taking the last one back. */
export type Said = (typeof KEYS)[keyof typeof KEYS];

/** The queue, and answers to its first pair. */
export function useAnswers(show: Queue) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [said, setSaid] = useState("");
  const query = useQuery({
    queryKey: ["matches", "queue", show],
    queryFn: ({ signal }) => get<QueueAnswer>(`${ROOT}/queue`, { show }, signal),
    refetchInterval: 15_000,
  });
  const pair = query.data?.pairs[0] ?? null;
  const answer = useMutation({
    mutationFn: async ({ what, of }: { what: Said; of: MatchPair | null }) => {
      if (what === "undo") return send<AnsweredAnswer>("POST", `${ROOT}/queue/undo`);
      const body = { answer: what, reason: t(`matches.reason.${what}`) };
      return send<AnsweredAnswer>("POST", `${ROOT}/pairs/${of?.id ?? 0}/answer`, body);
    },
    onSuccess: (_, { what, of }) => {
      const name = (side: "a" | "b") => of?.[side].name ?? of?.[side].profile ?? "";
      setSaid(t(`matches.said.${what}`, { a: name("a"), b: name("b") }));
    },
    // The next pair is shown once it is known what came of this answer.
    onSettled: () => queries.invalidateQueries({ queryKey: ["matches"] }),
  });
  const say = (what: Said) => {
    const can = what === "undo" ? query.data?.canUndo : pair !== null;
    if (can && !answer.isPending) answer.mutate({ what, of: pair });
  };
  return { query, pair, answer, say, said };
}

/** Calls with what a key says, wherever the focus is, save where one types. */
export function useAnswerKeys(say: ((what: Said) => void) | null): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (say === null || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("input, textarea, select, [contenteditable], [role=dialog]")) return;
      // On a keyboard without Latin letters the place of the key counts.
      const key = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.slice(-1).toLowerCase();
      const what =
        /^Key[A-Z]$/.test(event.code) || event.key.length === 1 ? KEYS[key as keyof typeof KEYS] : undefined;
      if (what === undefined) return;
      event.preventDefault();
      say(what);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  });
}
