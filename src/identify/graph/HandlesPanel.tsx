import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./IdentityView.module.css";
import { Mark } from "./marks.tsx";
import { Paged } from "./Paged.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { placeInList } from "./focus.tsx";
import type { IdentityAnswer, IdentityHandle } from "./contract.ts";
import type { Decision } from "./decision.tsx";
import { MOST_DRAWN, byTies } from "./drawing.tsx";
import { useIdentityText } from "./use-identity-text.tsx";

type Props = Pick<IdentityAnswer, "id" | "handles" | "links"> & {
  /** Left out for those who may not. */
  onDecide?: ((decision: Decision) => void) | undefined;
};

function toSplitOff(profile: string, { id, value }: IdentityHandle): Decision {
  const path = `/api/v1/customers/${profile}/identity/split-off`;
  return { path, body: { handle: id }, kind: "split", about: value };
}

/** Says that a browser or device passes from hand to hand. */
function PassedOn({ handovers, customers, isNow }: NonNullable<IdentityHandle["passedOn"]>) {
  const { t } = useTranslation();
  const format = useFormat();
  const whose = isNow ? t("identity.passedOn.own") : t("identity.passedOn.other");
  return (
    <p className={styles["quiet"]}>
      {t("identity.passedOn.text", {
        handovers: format.number(handovers),
        customers: format.number(customers),
      })}{" "}
      {whose}
    </p>
  );
}

/** The customer's identifiers: what each is, who said so, how sure it is. */
export function HandlesPanel({ id, handles, links, onDecide }: Props) {
  const { t } = useTranslation();
  const text = useIdentityText();
  const tied = new Set(
    links.filter(({ verdict }) => verdict === "holds").flatMap((link) => [link.a, link.b]),
  );
  return (
    <Panel title={t("identity.identifiers")} subtitle={t("identity.identifiersText")}>
      <Paged items={byTies({ handles, links })} page={MOST_DRAWN}>
        {(handle) => (
          <li key={handle.id} id={placeInList(handle.id)} tabIndex={-1} className={styles["line"]}>
            <div>
              <span className={styles["name"]}>
                <Mark type={handle.type} />
                <span className={styles["quiet"]}>
                  <bdi>{text.type(handle.type)}</bdi>
                </span>
                <bdi>{handle.value}</bdi>
              </span>
              <p className={styles["quiet"]}>
                <Parts parts={text.handle(handle)} />
              </p>
              {handle.passedOn && <PassedOn {...handle.passedOn} />}
              {handle.shared && <p className={styles["against"]}>{t("identity.shared")}</p>}
            </div>
            {onDecide && tied.has(handle.id) && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("identity.splitOffOne", { value: handle.value })}
                onClick={() => onDecide(toSplitOff(id, handle))}
              >
                {t("identity.splitOff")}
              </Button>
            )}
          </li>
        )}
      </Paged>
    </Panel>
  );
}
