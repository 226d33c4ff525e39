/** Counters and histograms for operators (Prometheus); the edge keeps the registry. */
export type Metrics = {
  /** Adds to a counter, made on first use. Label values come from fixed sets, never from input. */
  count(name: string, help: string, by?: number, labels?: Record<string, string>): void;
  /** Observes a duration in seconds. */
  observe(name: string, help: string, seconds: number, labels?: Record<string, string>): void;
  /** Sets a gauge. */
  gauge(name: string, help: string, value: number, labels?: Record<string, string>): void;
};
