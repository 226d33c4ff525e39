import { argon2, randomBytes, timingSafeEqual } from "node:crypto";

const MEMORY_KIB = 19_456;
const PASSES = 2;
const BYTES = 32;

type Cost = { memory: number; passes: number; parallelism: number };

/** A password's argon2id hash as text (PHC string format), so that the cost can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const cost = { memory: MEMORY_KIB, passes: PASSES, parallelism: 1 };
  const hash = await derive(password, salt, cost, BYTES);
  const text = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(salt)}$${text(hash)}`;
}

/** Whether the password is the one that was hashed. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored);
  const [, memory, passes, parallelism, salt = "", expected = ""] = match ?? [];
  if (!match) return false;
  const wanted = Buffer.from(expected, "base64");
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const hash = await derive(password, Buffer.from(salt, "base64"), cost, wanted.length);
  return timingSafeEqual(hash, wanted);
}

function derive(password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
  const message = password.normalize("NFKC");
  return new Promise((resolve, reject) => {
    argon2("argon2id", { message, nonce, ...cost, tagLength }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
