import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./IdentityView.module.css";
import type { IdentityAnswer, IdentityLink } from "./contract.ts";
import { ClaimLine } from "./ClaimLine.tsx";
import { Paged } from "./Paged.tsx";
import { EventId } from "./EventId.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { toWithdraw, type Decision } from "./decision.tsx";
import { useIdentityText } from "./use-identity-text.tsx";

const PAGE = 20;

type Props = Pick<IdentityAnswer, "id" | "handles" | "links" | "judgements"> & {
  /** Left out for those who may not. */
  onDecide?: ((decision: Decision) => void) | undefined;
};

type Names = ReadonlyMap<number, string>;

/** Takes a link back: its two ends are never one customer. A person's own word is withdrawn instead. */
function toTakeBack({ id, judgements }: Props, { a, b, rule }: IdentityLink, names: Names): Decision {
  const said = judgements.find(
    (judgement) =>
      judgement.kind === "joined" &&
      judgement.withdrawnAt === null &&
      judgement.a.handle === a &&
      judgement.b.handle === b,
  );
  if (rule === "by_hand" && said) return toWithdraw(said);
  const about = `${names.get(a)} – ${names.get(b)}`;
  const path = `/api/v1/customers/${id}/identity/part`;
  return { path, body: { a, b }, kind: "link", about };
}

function End({ handle, link, names }: { handle: number; link: IdentityLink; names: Names }) {
  const { t } = useTranslation();
  const name = names.get(handle);
  if (name !== undefined) return <bdi>{name}</bdi>;
  if (link.otherProfile === null) return <span>{t("words.unknown")}</span>;
  return (
    <Link to="/customers/$id/identity" params={{ id: link.otherProfile }}>
      {t("identity.otherCustomer")} <bdi>{link.otherProfile}</bdi>
    </Link>
  );
}

function LinkLine({ link, names, panel }: { link: IdentityLink; names: Names; panel: Props }) {
  const { t } = useTranslation();
  const text = useIdentityText();
  const { onDecide } = panel;
  const against = text.against(link);
  const both = `${names.get(link.a) ?? link.otherProfile} – ${names.get(link.b) ?? link.otherProfile}`;
  return (
    <li className={styles["line"]} data-verdict={link.verdict}>
      <div>
        <span className={styles["name"]}>
          <End handle={link.a} link={link} names={names} />
          <span aria-hidden>–</span>
          <End handle={link.b} link={link} names={names} />
        </span>
        <p className={styles["quiet"]}>
          <span className={styles["rule"]}>{text.rule(link, panel.judgements)}</span>
          {" · "}
          <Parts parts={text.link(link)} />
          {link.messageId && (
            <>
              {" · "}
              {t("identity.event")} <EventId id={link.messageId} />
            </>
          )}
        </p>
        <ClaimLine claim={link.claim} />
        {against && <p className={styles["against"]}>{against}</p>}
      </div>
      {onDecide && link.verdict === "holds" && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("identity.takeBackOne", { value: both })}
          onClick={() => onDecide(toTakeBack(panel, link, names))}
        >
          {t("identity.takeBack")}
        </Button>
      )}
    </li>
  );
}

/** Each link with its evidence in words: what showed it, where, when, how sure; and why not, where it doesn't count. */
export function LinksPanel(props: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { handles, links } = props;
  const names = new Map(handles.map(({ id, value }) => [id, value]));
  const count = links.filter(({ verdict }) => verdict === "holds").length;
  return (
    <Panel title={t("identity.links", { count, n: format.number(count) })} subtitle={t("identity.linksText")}>
      <Paged items={links} page={PAGE}>
        {(link) => <LinkLine key={link.id} link={link} names={names} panel={props} />}
      </Paged>
    </Panel>
  );
}
