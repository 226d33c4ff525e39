/** The one look of all charts, read from the tokens of the page. */
export type ChartColours = {
  ink: string;
  muted: string;
  line: string;
  panel: string;
  accent: string;
  reference: string;
  states: { new: string; active: string; slipping: string; lost: string; won_back: string };
};

/** Reads the colours as they are now: light or dark. */
export function chartColours(element: Element): ChartColours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: read("--ink"),
    muted: read("--muted"),
    line: read("--line"),
    panel: read("--panel"),
    accent: read("--accent"),
    reference: read("--reference"),
    states: {
      new: read("--state-new"),
      active: read("--state-active"),
      slipping: read("--state-slipping"),
      lost: read("--state-lost"),
      won_back: read("--state-won-back"),
    },
  };
}

/**
 * Axes, grid, tooltip and legend, the same in every chart; one of several series shows its legend. Time
 * runs from left to right in every language.
 */
export function chartFrame(colours: ChartColours, rightToLeft: boolean) {
  const font = "IBM Plex Sans, IBM Plex Sans Arabic, sans-serif";
  const text = { color: colours.muted, fontFamily: font, fontSize: 13 };
  const label = rightToLeft ? { ...text, formatter: isolated } : text;
  return {
    animationDuration: 200,
    textStyle: { fontFamily: font },
    aria: { enabled: false },
    grid: { left: 8, right: 16, top: 28, bottom: 4, containLabel: true },
    legend: {
      show: false,
      top: 0,
      [rightToLeft ? "right" : "left"]: 8,
      align: rightToLeft ? ("right" as const) : ("left" as const),
      itemHeight: 10,
      selectedMode: false as const,
      textStyle: text,
    },
    tooltip: {
      backgroundColor: colours.panel,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontFamily: font, fontSize: 13 },
      extraCssText: rightToLeft ? "direction: rtl; text-align: right" : "",
      confine: true,
    },
    xAxis: { axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false }, axisLabel: label },
    yAxis: {
      axisLabel: label,
      nameTextStyle: { ...text, align: "left" as const },
      splitLine: { lineStyle: { color: colours.line } },
    },
  };
}

/** A drawn name has no paragraph around it that says where it begins: "6 إلى 10" would begin with its end. */
function isolated(value: string | number): string {
  return typeof value === "string" ? `\u2067${value}\u2069` : value.toLocaleString("en");
}
