import { useTranslation } from "react-i18next";
import { Columns } from "../../ui/parts/Page.tsx";
import { ColumnsChart } from "./ColumnsChart.tsx";
import type { Persona, PersonaResult } from "./contract.ts";

function shares(counts: readonly number[]): number[] {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (whole > 0 ? count / whole : 0));
}

/** At which hours and on which days a persona is about. */
export function WhenCharts({ persona, result }: { persona: Persona; result: PersonaResult }) {
  const { t, i18n } = useTranslation();
  const zone = result.timeZone;
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  // 5 January 2026 is a Monday.
  const days = Array.from({ length: 7 }, (_, day) => weekday.format(Date.UTC(2026, 0, 5 + day)));
  return (
    <Columns>
      <ColumnsChart
        title={t("personas.hours.title")}
        subtitle={t("personas.hours.text", { zone })}
        head={t("personas.hour")}
        names={Array.from({ length: 24 }, (_, hour) => String(hour))}
        own={shares(persona.hours)}
        all={shares(result.all.hours)}
      />
      <ColumnsChart
        title={t("personas.days.title")}
        subtitle={t("personas.days.text", { zone })}
        head={t("personas.day")}
        names={days}
        own={shares(persona.days)}
        all={shares(result.all.days)}
      />
    </Columns>
  );
}
