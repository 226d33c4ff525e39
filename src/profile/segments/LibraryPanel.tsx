import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sayRule } from "../../ui/conditions/say-rule.ts";
import { useSay } from "../../ui/conditions/use-say.ts";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { LIBRARY_GROUPS, type LibraryAnswer } from "./library-contract.ts";
import styles from "./Segments.module.css";
import { useLibrary, useReadyText } from "./use-library.tsx";

type Ready = LibraryAnswer["ready"][number];

function ReadyOne({ ready }: { ready: Ready }) {
  const { t } = useTranslation();
  const say = useSay();
  const text = useReadyText();
  const may = useMay("segments:write");
  const name = text.name(ready.key);
  return (
    <li className={styles["ready"]}>
      <div>
        <strong>{name}</strong>
        <p className={styles["quiet"]}>{sayRule(say, ready.rule)}</p>
      </div>
      {may && (
        <LinkButton
          size="compact-xs"
          variant="default"
          to="/segments/new"
          search={{ ready: ready.key } as never}
          aria-label={t("segments.library.useOne", { name })}
        >
          {t("segments.library.use")}
        </LinkButton>
      )}
    </li>
  );
}

function Shelves({ ready }: LibraryAnswer) {
  const { t } = useTranslation();
  return LIBRARY_GROUPS.map((group) => {
    const own = ready.filter((one) => one.group === group);
    if (own.length === 0) return null;
    return (
      <section key={group} className={styles["shelf"]} aria-label={t(`segments.library.group.${group}`)}>
        <h3 className={styles["small"]}>{t(`segments.library.group.${group}`)}</h3>
        <ul className={styles["shelved"]}>
          {own.map((one) => (
            <ReadyOne key={one.key} ready={one} />
          ))}
        </ul>
      </section>
    );
  });
}

/** Ready segments to begin with, by kind of business; folded away where there are segments already. */
export function LibraryPanel({ isFolded = false }: { isFolded?: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(!isFolded);
  const query = useLibrary(isOpen);
  const fold = isFolded && (
    <Button size="compact-xs" variant="default" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
      {isOpen ? t("segments.library.hide") : t("segments.library.show")}
    </Button>
  );
  return (
    <Panel title={t("segments.library.title")} subtitle={t("segments.library.text")} actions={fold}>
      {isOpen && <Loaded query={query}>{({ ready }) => <Shelves ready={ready} />}</Loaded>}
    </Panel>
  );
}
