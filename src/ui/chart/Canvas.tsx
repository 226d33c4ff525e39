import { useDirection } from "@mantine/core";
import { useEffect, useRef, type KeyboardEvent } from "react";
import styles from "./Chart.module.css";
import { draw, type Drawing, type DrawingOptions } from "./echarts.ts";
import { chartColours, chartFrame, type ChartColours } from "./theme.ts";

/** Makes the chart's options from the colours of the moment and the common frame. */
export type Draw = (colours: ChartColours, frame: ReturnType<typeof chartFrame>) => DrawingOptions;

/** What a chart's canvas is given. */
export type CanvasProps = {
  options: Draw;
  label: string;
  height: number;
  /** How many points the arrow keys go through. */
  points: number;
  onOpen?: ((point: number) => void) | undefined;
  /** Hands the drawing out, for the picture; null when it is gone. */
  onDrawing: (drawing: Drawing | null) => void;
};

/** The drawing itself. The arrow keys show the tooltips one after the other, Enter opens a point. */
export default function Canvas({ options, label, height, points, onOpen, onDrawing }: CanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  const at = useRef(-1);
  const drawing = useRef<Drawing | null>(null);
  const { dir } = useDirection();
  useEffect(() => {
    if (!element.current) return;
    const chart = draw(element.current);
    drawing.current = chart;
    onDrawing(chart);
    chart.setOption(
      options(chartColours(element.current), chartFrame(chartColours(element.current), dir === "rtl")),
    );
    chart.on("click", (event) => {
      // The lines of a graph have numbers of their own.
      if (event.dataType !== "edge") onOpen?.(event.dataIndex);
    });
    const resize = new ResizeObserver(() => chart.resize());
    resize.observe(element.current);
    return () => {
      resize.disconnect();
      chart.dispose();
      drawing.current = null;
      onDrawing(null);
    };
  }, [options, dir, onOpen, onDrawing]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (event.key === "Enter" && at.current >= 0) onOpen?.(at.current);
    if (step === 0) return;
    event.preventDefault();
    at.current = Math.min(Math.max(at.current + step, 0), points - 1);
    drawing.current?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at.current });
  };
  return (
    // oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- tooltips by keyboard
    <div
      ref={element}
      className={styles["canvas"]}
      style={{ height }}
      dir="ltr"
      role="img"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
    />
  );
}
