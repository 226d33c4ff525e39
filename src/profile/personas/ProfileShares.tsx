import { useTranslation } from "react-i18next";
import { Columns } from "../../ui/parts/Page.tsx";
import type { Persona, PersonaResult } from "./contract.ts";
import { type Share, SharesPanel } from "./SharesPanel.tsx";
import { usePersonaText } from "./use-persona-text.tsx";

type Values = readonly { value: string; customers: number }[];

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** Counts of the same things, as shares of their sums. */
function sharesOf(names: readonly string[], own: readonly number[], all: readonly number[]): Share[] {
  const [whole, everybody] = [Math.max(sum(own), 1), Math.max(sum(all), 1)];
  return names
    .map((name, at) => ({ name, own: (own[at] ?? 0) / whole, all: (all[at] ?? 0) / everybody }))
    .toSorted((a, b) => b.own - a.own);
}

function ofCustomers(
  own: Values,
  all: Values,
  customers: readonly [number, number],
  say: (value: string) => string,
) {
  return own.map(({ value, customers: count }) => {
    const everybody = all.find((one) => one.value === value);
    return {
      name: say(value),
      own: count / Math.max(customers[0], 1),
      all: everybody ? everybody.customers / Math.max(customers[1], 1) : null,
    };
  });
}

function added(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, at) => value + (other[at] ?? 0));
}

/** Where a persona comes from, with what, from where, in which languages, and what it likes. */
export function ProfileShares({ persona, result }: { persona: Persona; result: PersonaResult }) {
  const { t } = useTranslation();
  const text = usePersonaText();
  const { all } = result;
  const { phone, tablet, desktop, app } = persona.devices;
  const screens = [all.devices.phone, all.devices.tablet, all.devices.desktop];
  const devices = sharesOf(
    [t("personas.device.phone"), t("personas.device.tablet"), t("personas.device.desktop")],
    [phone, tablet, desktop],
    screens,
  );
  const inApp = {
    name: t("personas.device.app"),
    own: app / Math.max(phone + tablet + desktop, 1),
    all: all.devices.app / Math.max(sum(screens), 1),
  };
  const sizes = [persona.customers, result.customers] as const;
  const interests = sharesOf(
    result.categories,
    added(persona.viewedCategories, persona.boughtCategories),
    added(all.viewedCategories, all.boughtCategories),
  );
  return (
    <Columns>
      <div>
        <SharesPanel title={t("personas.interests")} shares={interests} />
        <SharesPanel
          title={t("personas.places")}
          shares={ofCustomers(persona.countries, all.countries, sizes, (code) => text.code("region", code))}
        />
      </div>
      <div>
        <SharesPanel
          title={t("personas.channels")}
          shares={sharesOf(result.channels.map(text.channel), persona.channels, all.channels)}
        />
        <SharesPanel
          title={t("personas.devices")}
          shares={phone + tablet + desktop > 0 ? [...devices, inApp] : []}
        />
        <SharesPanel
          title={t("personas.languages")}
          shares={ofCustomers(persona.languages, all.languages, sizes, (code) => text.code("language", code))}
        />
      </div>
    </Columns>
  );
}
