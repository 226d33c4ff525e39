import { once } from "node:events";
import { connect, type Socket } from "node:net";

const HEAD_END = "\r\n\r\n";

/** An answer: its status and its body. */
export type Answer = { readonly status: number; readonly text: string };

type Waiting = { resolve(answer: Answer): void; reject(failure: Error): void };

/**
 * A kept connection that asks in JSON, one question at a time. A general client takes as much of the
 * processor as the server that is measured, and they share the machine; this one knows only what
 * Tenure says: answers that name their length.
 */
class Connection {
  readonly #socket: Socket;
  #read: Buffer = Buffer.alloc(0);
  #waiting: Waiting | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    // A kept connection must not keep the bench.
    socket.unref();
    socket.on("data", (part: Buffer) => this.#take(part));
    socket.on("error", (failure) => this.#fail(failure));
    socket.on("close", () => this.#fail(new Error("the server closed the connection")));
  }

  static async open({ hostname, port }: URL): Promise<Connection> {
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    return new Connection(socket);
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  ask(text: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.ref().write(text);
    });
  }

  #take(part: Buffer): void {
    this.#read = this.#read.length === 0 ? part : Buffer.concat([this.#read, part]);
    const end = this.#read.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#read.toString("latin1", 0, end);
    const from = end + HEAD_END.length;
    const to = from + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#read.length < to) return;
    const answer = { status: Number(head.slice(9, 12)), text: this.#read.toString("utf8", from, to) };
    this.#read = Buffer.alloc(0);
    this.#socket.unref();
    this.#waiting?.resolve(answer);
    this.#waiting = null;
  }

  #fail(failure: Error): void {
    this.#waiting?.reject(failure);
    this.#waiting = null;
  }
}

const free = new Map<string, Connection[]>();

/** One request over kept connections: a POST where it has a body. */
export async function send(url: string, authorization: string, body?: string): Promise<Answer> {
  const to = new URL(url);
  const kept = free.get(to.host) ?? [];
  free.set(to.host, kept);
  let connection = kept.pop();
  while (connection && !connection.isOpen) connection = kept.pop();
  connection ??= await Connection.open(to);
  const answer = await connection.ask(textOf(to, authorization, body));
  kept.push(connection);
  return answer;
}

function textOf({ host, pathname, search }: URL, authorization: string, body?: string): string {
  const head = `${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}`;
  if (body === undefined) return `GET ${head}${HEAD_END}`;
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return `POST ${head}\r\nContent-Type: application/json\r\n${length}${HEAD_END}${body}`;
}
