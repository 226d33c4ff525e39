/**
 * Completes package-lock.json with the optional packages of other platforms.
 *
 * npm writes a platform's binary package into the lock only where it could look it up, and
 * `npm ci` then refuses the lock on every machine ("Missing … from lock file"). Each missing
 * entry is told by its parent's `optionalDependencies`; its os, cpu and libc by its name.
 * Run after every change of dependencies: `npm run lock`.
 */
import { readFileSync, writeFileSync } from "node:fs";

type Entry = {
  version?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};

const FILE = "package-lock.json";
const OS: Record<string, string> = {
  darwin: "darwin",
  macos: "darwin",
  linux: "linux",
  linuxmusl: "linux",
  win32: "win32",
  windows: "win32",
  android: "android",
  freebsd: "freebsd",
  openbsd: "openbsd",
  netbsd: "netbsd",
  sunos: "sunos",
  aix: "aix",
  openharmony: "openharmony",
  wasm32: "wasm",
};
const CPUS = ["x64", "arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el"];

/** What npm needs to skip the package where it does not fit, read off its name. */
function platformOf(name: string): Pick<Entry, "os" | "cpu" | "libc"> {
  const words = name.split(/[-/@]/);
  const os = words.map((word) => OS[word]).find((word) => word !== undefined);
  const cpu = CPUS.find((candidate) => words.includes(candidate));
  const musl = words.some((word) => word.includes("musl"));
  const glibc = words.some((word) => word.startsWith("gnu"));
  return {
    os: [os ?? "none"],
    ...(cpu && { cpu: [cpu] }),
    ...(os === "linux" && (musl || glibc) && { libc: [musl ? "musl" : "glibc"] }),
  };
}

const lock = JSON.parse(readFileSync(FILE, "utf8")) as { packages: Record<string, Entry> };
let added = 0;
for (const entry of Object.values(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key]) continue;
    const version = range.replace(/^[\^~]/, "");
    lock.packages[key] = { version, ...platformOf(name), optional: true };
    added += 1;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${FILE}: ${added} platform packages added`);
