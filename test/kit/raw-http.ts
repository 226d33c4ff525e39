import { once } from "node:events";
import { type Socket, connect } from "node:net";
import type { RunningServer } from "./server.ts";

/** A connection on which anything can be written. */
export type RawConnection = {
  write(text: string | Buffer): void;
  /** No more is sent; what the server says may still come. */
  end(): void;
  /** All that the server said, once it has closed the connection. */
  closed(): Promise<string>;
  /** The status of the first answer; null where the connection closed without one. */
  status(): Promise<number | null>;
  drop(): void;
};

/** Opens a connection to the server without a client that would keep to the rules. */
export async function rawConnection(server: Pick<RunningServer, "url">): Promise<RawConnection> {
  const socket: Socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(socket, "connect");
  let said = "";
  let isClosed = false;
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((resume) => resume());
  // A connection that the server resets has said all that it will.
  socket.on("error", () => undefined);
  socket.on("data", (chunk: Buffer) => ((said += chunk.toString("latin1")), wake()));
  socket.on("close", () => ((isClosed = true), wake()));
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise<void>((resolve) => waiting.add(resolve));
  };
  return {
    write: (text) => void socket.write(text),
    end: () => void socket.end(),
    drop: () => void socket.destroy(),
    async closed() {
      await until(() => isClosed);
      return said;
    },
    async status() {
      const statusOf = () => /^HTTP\/1\.1 (\d{3}) /.exec(said)?.[1];
      await until(() => isClosed || statusOf() !== undefined);
      const found = statusOf();
      return found === undefined ? null : Number(found);
    },
  };
}
