import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { ReasonForm } from "../../ui/parts/ReasonForm.tsx";
import { Outcome } from "./Outcome.tsx";
import { PREVIEW, foresee, type Decision } from "./decision.tsx";
import { useDecide } from "./use-decide.tsx";

type Props = { decision: Decision; onClose: () => void };

/** What would come of a decision, and the reason that is kept with it. */
function DecisionForm({ decision, onClose }: Props) {
  const { t } = useTranslation();
  const decide = useDecide(onClose);
  const { path, body, kind, about } = decision;
  const preview = useQuery({
    queryKey: [PREVIEW, path, body],
    queryFn: () => foresee({ path, body }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return (
    <ReasonForm
      doIt={t(`identity.do.${kind}`)}
      isReady={preview.isSuccess}
      work={decide}
      onDo={(reason) => decide.mutate({ decision, reason })}
      onLeave={onClose}
      focused
    >
      <p>
        <bdi>{about}</bdi>
      </p>
      <p>{t(`identity.will.${kind}`)}</p>
      <Loaded query={preview} skeleton={<SkeletonLines lines={3} />}>
        {({ profiles }) => <Outcome profiles={profiles} />}
      </Loaded>
    </ReasonForm>
  );
}

/** Shows what would come of a decision before it is taken, and takes it. */
export function DecisionDialog({ decision, onClose }: { decision: Decision | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={decision !== null}
      onClose={onClose}
      title={decision && t(`identity.do.${decision.kind}`)}
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      {decision && <DecisionForm key={decision.path} decision={decision} onClose={onClose} />}
    </Modal>
  );
}
