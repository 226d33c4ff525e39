import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { ruleIn } from "../../ui/conditions/make-segment.ts";
import type { Rule } from "../conditions/contract.ts";
import { ListMaker } from "./ListMaker.tsx";
import { SegmentEditor } from "./SegmentEditor.tsx";
import { useLibrary, useReadyText } from "./use-library.tsx";
import { useSegment } from "./use-segments.tsx";

const EMPTY: Rule = { all: [] };

/** A segment that begins as another one is. */
function CopyOf({ id }: { id: number }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useSegment(id)} skeleton={<SkeletonLines lines={10} />}>
      {({ rule, name, folder, tags }) => (
        <SegmentEditor
          kept={null}
          from={rule ?? EMPTY}
          name={t("segments.more.copyOf", { name }).slice(0, 120)}
          filed={{ folder, tags }}
        />
      )}
    </Loaded>
  );
}

function NewSegment() {
  const [search] = useAddress();
  const original = search["from"];
  const key = word(search, "ready");
  const library = useLibrary(key !== undefined);
  const text = useReadyText();
  if (word(search, "kind") === "list") return <ListMaker />;
  if (typeof original === "number") return <CopyOf id={original} />;
  if (key === undefined) {
    const [rule, name] = [ruleIn(word(search, "rule")), word(search, "name") ?? ""];
    return <SegmentEditor kept={null} from={rule ?? EMPTY} name={name} />;
  }
  return (
    <Loaded query={library} skeleton={<SkeletonLines lines={10} />}>
      {({ ready }) => {
        const found = ready.find((one) => one.key === key);
        return (
          <SegmentEditor kept={null} from={found?.rule ?? EMPTY} name={found ? text.name(found.key) : ""} />
        );
      }}
    </Loaded>
  );
}

/** Says so to those who may look at segments and not write them. */
function Writing({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const may = useMay("segments:write");
  return may ? children : <EmptyState title={t("segments.mayNot")}>{t("segments.mayNotText")}</EmptyState>;
}

/** A new segment: written from nothing, from a ready one, or a list to fill by hand. */
export function SegmentNewView() {
  const { t } = useTranslation();
  const [search] = useAddress();
  const isList = word(search, "kind") === "list";
  return (
    <Page>
      <PageTitle name={isList ? t("segments.newList") : t("segments.newTitle")} />
      <Writing>
        <NewSegment />
      </Writing>
    </Page>
  );
}

/** A segment's rule and filing, to be changed. */
export function SegmentEditView() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const query = useSegment(Number(id));
  return (
    <Page>
      <PageTitle
        name={query.data ? t("segments.editTitle", { name: query.data.name }) : t("segments.edit")}
      />
      <Writing>
        <Loaded query={query} skeleton={<SkeletonLines lines={10} />}>
          {(segment) => (
            <SegmentEditor
              key={segment.version}
              kept={segment}
              from={segment.rule ?? EMPTY}
              name={segment.name}
            />
          )}
        </Loaded>
      </Writing>
    </Page>
  );
}
