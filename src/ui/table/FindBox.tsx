import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { SearchIcon } from "../parts/icons.tsx";
import styles from "./DataTable.module.css";

type FindBoxProps = { label: string; text: string; onFind: (text: string) => void };

/** What to look for. It shows each letter at once and asks only when the hand rests. */
export function FindBox({ label, text, onFind }: FindBoxProps) {
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  const tell = useDebouncedCallback((next: string) => {
    told.current = next;
    onFind(next);
  }, 150);
  useEffect(() => {
    // The address changed by another way: back, or a link.
    if (text !== told.current) {
      told.current = text;
      setTyped(text);
    }
  }, [text]);
  const change = (next: string) => {
    setTyped(next);
    tell(next);
  };
  return (
    <TextInput
      size="xs"
      className={styles["find"]}
      leftSection={<SearchIcon />}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
