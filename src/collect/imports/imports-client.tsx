import { Failure, address, CSRF_HEADER, problemOf } from "../../ui/api.ts";
import type { ImportView } from "./contract.ts";

/** How far an upload is. */
export type Upload = { sent: number; total: number; seconds: number };

/** Sends a file as it is, streamed by the browser, telling how far it is. */
export function uploadFile(
  file: File,
  onProgress: (upload: Upload) => void,
  signal: AbortSignal,
): Promise<ImportView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const start = performance.now();
    request.open("POST", address("/api/v1/imports", { filename: file.name }));
    for (const [name, value] of Object.entries(CSRF_HEADER)) request.setRequestHeader(name, value);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) =>
      onProgress({ sent: event.loaded, total: file.size, seconds: (performance.now() - start) / 1000 }),
    );
    request.addEventListener("load", () => {
      if (request.status < 400) resolve(JSON.parse(request.responseText) as ImportView);
      else reject(new Failure(request.status, problemOf(request.responseText)));
    });
    request.addEventListener("error", () => reject(new Failure(0, { code: "unreachable", message: "" })));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
