import type { RunningServer } from "./server.ts";

/** What a sender gets to know of its batch. */
export type Receipt = { readonly status: number; readonly retryAfter: string | null };

/** Sends a batch as an SDK does. @throws where no answer comes */
export async function sendBatch(
  server: Pick<RunningServer, "url">,
  writeKey: string,
  batch: readonly object[],
): Promise<Receipt> {
  const answer = await fetch(`${server.url}/v1/batch`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, "content-type": "application/json" },
    body: JSON.stringify({ batch }),
  });
  await answer.text();
  return { status: answer.status, retryAfter: answer.headers.get("retry-after") };
}

/** A purchase of a customer, under its own message id. */
export function purchase(name: string, customer = "customer-1", more: object = {}): object {
  return {
    type: "track",
    messageId: name,
    event: "Order Completed",
    userId: customer,
    properties: { order_id: name, total: 10, currency: "EUR", ...more },
  };
}

/** Sends purchases one batch after another until told to stop, and keeps book of what was acknowledged. */
export class Sender {
  readonly acknowledged: string[] = [];
  /** The answers that were no 200, in their order. */
  readonly refused: Receipt[] = [];
  private readonly server: Pick<RunningServer, "url">;
  private readonly writeKey: string;
  private readonly name: string;
  private sent = 0;

  constructor(server: Pick<RunningServer, "url">, writeKey: string, name: string) {
    this.server = server;
    this.writeKey = writeKey;
    this.name = name;
  }

  /** Sends the next batch; its status. @throws where no answer comes */
  async send(size = 10, more: object = {}): Promise<number> {
    const names = Array.from({ length: size }, () => `${this.name}-${this.sent++}`);
    const receipt = await sendBatch(
      this.server,
      this.writeKey,
      names.map((name) => purchase(name, "customer-1", more)),
    );
    if (receipt.status === 200) this.acknowledged.push(...names);
    else this.refused.push(receipt);
    return receipt.status;
  }

  /** Sends until the server is gone or the signal aborts. */
  async keepSending(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) await this.send();
    } catch {
      // No answer: the server is gone, and the batch was not acknowledged.
    }
  }
}
