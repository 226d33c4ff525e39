import { Button } from "@mantine/core";

type ToastTextProps = { text: string; label?: string | undefined; onUndo?: (() => void) | undefined };

/** The inside of a toast: what was done, and its undo. */
export function ToastText({ text, label, onUndo }: ToastTextProps) {
  return (
    <span style={{ display: "flex", gap: 16, alignItems: "center", justifyContent: "space-between" }}>
      <bdi>{text}</bdi>
      {onUndo && (
        <Button variant="subtle" size="compact-sm" onClick={onUndo}>
          {label}
        </Button>
      )}
    </span>
  );
}
