import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { Work } from "../../ui/parts/Work.tsx";
import { DropZone } from "./DropZone.tsx";
import { uploadFile, type Upload } from "./imports-client.tsx";

/** Takes a file and sends it, with rate, time left and a way to stop. */
export function UploadPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const [progress, setProgress] = useState<Upload | null>(null);
  const stop = useRef<AbortController | null>(null);
  const upload = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController();
      return uploadFile(file, setProgress, stop.current.signal);
    },
    onSuccess: ({ id }) => navigate({ to: "/imports/$id", params: { id: String(id) } }),
  });
  if (!upload.isPending) {
    return (
      <>
        {upload.error && <ProblemNote error={upload.error} kept={t("imports.uploadKept")} />}
        <DropZone onFile={(file) => upload.mutate(file)} />
      </>
    );
  }
  const rate = progress && progress.seconds > 0 ? progress.sent / progress.seconds : null;
  const cancel = () => {
    stop.current?.abort();
    upload.reset();
    setProgress(null);
  };
  return (
    <Panel>
      <Work
        label={t("imports.uploading", { name: upload.variables.name })}
        share={progress ? progress.sent / Math.max(progress.total, 1) : 0}
        rate={rate === null ? undefined : t("work.bytesRate", { n: format.bytes(rate) })}
        secondsLeft={rate && progress ? (progress.total - progress.sent) / rate : null}
        onCancel={cancel}
      />
    </Panel>
  );
}
