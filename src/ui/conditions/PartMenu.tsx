import { ActionIcon, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { MoreIcon } from "../parts/icons.tsx";
import {
  duplicated,
  find,
  isGroup,
  moved,
  parentOf,
  replace,
  unwrapped,
  without,
  wrapped,
  type Node,
} from "./draft.ts";
import { useEditing } from "./editing.ts";

/** What can be done with a part of the rule: move, double, group, deny, remove. */
export function usePartActions(node: Node) {
  const { t } = useTranslation();
  const { root, change } = useEditing();
  const { id } = node;
  return {
    move: (step: -1 | 1) => {
      const next = moved(root, id, step);
      if (next) change(next, id, step < 0 ? t("conditions.edit.movedUp") : t("conditions.edit.movedDown"));
    },
    canMove: (step: -1 | 1) => moved(root, id, step) !== null,
    duplicate: () => change(duplicated(root, id), id),
    wrap: () => change(wrapped(root, id), id),
    unwrap: () => change(unwrapped(root, id)),
    deny: () =>
      change(
        replace(root, id, (one) => [{ ...one, not: !one.not }]),
        id,
      ),
    remove: (said: string) => {
      const nodes = parentOf(root, id)?.nodes ?? [];
      const at = nodes.findIndex((one) => one.id === id);
      const neighbour = nodes[at + 1] ?? nodes[at - 1] ?? parentOf(root, id);
      change(without(root, id), neighbour?.id, said);
    },
    isThere: find(root, id) !== null,
  };
}

/** The menu of a part. */
export function PartMenu({ node, clause }: { node: Node; clause: string }) {
  const { t } = useTranslation();
  const { numbers } = useEditing();
  const actions = usePartActions(node);
  const n = numbers.get(node.id) ?? 0;
  const label = isGroup(node) ? t("conditions.edit.moreGroup", { n }) : t("conditions.edit.more", { n });
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={label}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!actions.canMove(-1)} onClick={() => actions.move(-1)}>
          {t("conditions.edit.up")}
        </Menu.Item>
        <Menu.Item disabled={!actions.canMove(1)} onClick={() => actions.move(1)}>
          {t("conditions.edit.down")}
        </Menu.Item>
        <Menu.Item onClick={actions.duplicate}>{t("conditions.edit.duplicate")}</Menu.Item>
        <Menu.Item onClick={actions.deny}>{t("conditions.edit.notSwitch")}</Menu.Item>
        {isGroup(node) ? (
          <Menu.Item onClick={actions.unwrap}>{t("conditions.edit.unwrap")}</Menu.Item>
        ) : (
          <Menu.Item onClick={actions.wrap}>{t("conditions.edit.wrap")}</Menu.Item>
        )}
        <Menu.Item color="red" onClick={() => actions.remove(t("conditions.edit.removed", { clause }))}>
          {t("conditions.edit.remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
