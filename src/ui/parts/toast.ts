import { notifications } from "@mantine/notifications";
import { createElement } from "react";
import { ToastText } from "./ToastText.tsx";

/** Says in passing what was done, with a way to take it back where there is one. */
export function toast(text: string, undo?: { label: string; run: () => void }): void {
  const id = `toast-${performance.now()}`;
  const run = undo && (() => (notifications.hide(id), undo.run()));
  notifications.show({
    id,
    autoClose: undo ? 10_000 : 5_000,
    message: createElement(ToastText, { text, label: undo?.label, onUndo: run }),
  });
}
