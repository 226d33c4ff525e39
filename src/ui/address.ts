import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** What an address may carry after its "?": short texts and numbers. */
export type Search = Record<string, string | number | boolean | undefined>;

/** Reads an address's search into what a page allows; anything else in it is dropped. */
export type SearchShape = Record<string, (value: unknown) => string | number | undefined>;

/** One of the words, else left out. */
export const oneOf =
  (...words: readonly string[]) =>
  (value: unknown): string | undefined =>
    words.find((word) => word === value);

/** A text, at most so long. */
export const text =
  (longest = 200) =>
  (value: unknown): string | undefined =>
    typeof value === "string" || typeof value === "number"
      ? String(value).slice(0, longest) || undefined
      : undefined;

/** A whole number between bounds. */
export const whole =
  (least: number, most: number) =>
  (value: unknown): number | undefined => {
    const number = typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
    return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
  };

/** A calendar day, YYYY-MM-DD. */
export const day = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** What every table keeps in the address. */
export const TABLE_SEARCH: SearchShape = {
  sort: text(40),
  order: oneOf("asc", "desc"),
  find: text(),
  hide: text(400),
};

/** Makes a route's `validateSearch` of a shape. */
export function searchOf(shape: SearchShape) {
  return (given: Record<string, unknown>): Search => {
    const kept: Search = {};
    for (const [name, read] of Object.entries(shape)) {
      const value = read(given[name]);
      if (value !== undefined) kept[name] = value;
    }
    return kept;
  };
}

/** The address's search and a way to change parts of it; undefined takes a part away. */
export function useAddress(): [Search, (change: Search) => void] {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback(
    (change: Search) => {
      const next = (before: Search) => ({ ...before, ...change });
      void navigate({ to: ".", search: next as never, replace: true });
    },
    [navigate],
  );
  return [search, set];
}

/** A part of the address as text, or undefined. */
export function word(search: Search, name: string): string | undefined {
  const value = search[name];
  return value === undefined ? undefined : String(value);
}
