import { Button, Group as Row, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { MENU, newLeaf, type Added } from "./defaults.ts";
import { added, condition, group } from "./draft.ts";
import { useEditing } from "./editing.ts";

const ABOUT = ["behaviour", "about", "figures", "members"] as const;

/** Adds a condition of a kind, or a group, at the end of a group. */
export function AddMenu({ into, canGroup }: { into: number; canGroup: boolean }) {
  const { t } = useTranslation();
  const { root, change } = useEditing();
  const add = (kind: Added) => {
    const node = condition(newLeaf(kind));
    change(
      added(root, into, node),
      node.id,
      t("conditions.edit.added", { clause: t(`conditions.menu.${kind}`) }),
    );
  };
  const addGroup = () => {
    const inner = condition(newLeaf("did"));
    const isAny = root.id === into && root.join === "any";
    change(added(root, into, group(isAny ? "all" : "any", [inner])), inner.id);
  };
  return (
    <Row gap="xs">
      <Menu position="bottom-start" width={280} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button size="xs" variant="default" data-add={into}>
            {t("conditions.edit.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
          {ABOUT.map((about) => (
            <div key={about}>
              <Menu.Label>{t(`conditions.menu.${about}`)}</Menu.Label>
              {MENU[about].map((kind) => (
                <Menu.Item key={kind} onClick={() => add(kind)}>
                  {t(`conditions.menu.${kind}`)}
                </Menu.Item>
              ))}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
      {canGroup && (
        <Button size="xs" variant="subtle" onClick={addGroup}>
          {t("conditions.edit.addGroup")}
        </Button>
      )}
    </Row>
  );
}
