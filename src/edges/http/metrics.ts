import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { Metrics } from "../../core/metrics.ts";

/** Counters with the page that Prometheus reads. */
export type MetricsRegistry = Metrics & { page(): Promise<string>; readonly contentType: string };

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120];

type Kind = Counter | Gauge | Histogram;

/** A registry of its own; metrics are made on first use and are called `tenure_…`. */
export function makeMetrics(): MetricsRegistry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const made = new Map<string, Kind>();
  const named = <Made extends Kind>(name: string, make: (full: string) => Made): Made => {
    const metric = (made.get(name) as Made | undefined) ?? make(`tenure_${name}`);
    made.set(name, metric);
    return metric;
  };
  return {
    count(name, help, by = 1, labels = {}) {
      const labelNames = Object.keys(labels);
      named(name, (full) => new Counter({ name: full, help, labelNames, registers: [register] })).inc(
        labels,
        by,
      );
    },
    observe(name, help, seconds, labels = {}) {
      const labelNames = Object.keys(labels);
      named(
        name,
        (full) => new Histogram({ name: full, help, labelNames, buckets: SECONDS, registers: [register] }),
      ).observe(labels, seconds);
    },
    gauge(name, help, value, labels = {}) {
      const labelNames = Object.keys(labels);
      named(name, (full) => new Gauge({ name: full, help, labelNames, registers: [register] })).set(
        labels,
        value,
      );
    },
    page: () => register.metrics(),
    contentType: register.contentType,
  };
}
