/** The config file of a project: found in the working directory, loaded as adapter files are. */
import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { createJiti } from "jiti";
import { nearest } from "../adapters/nearest.js";
import type { UserConfig } from "../runner/config.js";
import { thrownWords } from "./loadAdapters.js";
import { runningKit } from "./runningKit.js";

/** Names under which it is looked for, in this order. */
const NAMES = ["ts", "mts", "cts", "js", "mjs", "cjs"].map((ending) => `async-tck.config.${ending}`);

/** The config says something that makes no sense; the message is one sentence. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** What each setting has to be, in words. */
const EXPECTED: Readonly<Record<keyof UserConfig, readonly [string, (value: unknown) => boolean]>> = {
  adapters: ["a list of files or globs", isListOfTexts],
  profile: ["contract, fifo or asyncio", (value) => ["contract", "fifo", "asyncio"].includes(value as string)],
  seed: ["a whole number of 32 bits", (value) => Number.isInteger(value) && Math.abs(value as number) <= 0xffffffff],
  numRuns: ["a whole number of at least 1", isCount],
  budget: ["a time like 5s, 500ms or 2m", (value) => typeof value === "string"],
  workers: ["a whole number of at least 1", isCount],
  reporters: ["a list like [`text`, `junit=junit.xml`]", isListOfTexts],
  strict: ["true or false", isBoolean],
  rules: ["the name of a rule set, like `1`", (value) => typeof value === "string"],
  failures: ["true or false", isBoolean],
  python: ["a command", (value) => typeof value === "string" && value !== ""],
};

/**
 * The config of the working directory, or of `file`; adapters are relative to the working directory then. An empty one where
 * there is none. Rejects with a {@link ConfigError}.
 */
export async function loadConfig(file?: string): Promise<UserConfig> {
  if (file !== undefined && !existsSync(file)) throw new ConfigError(`There is no file ${file}.`);
  const found = file ?? NAMES.find((name) => existsSync(name));
  if (found === undefined) return {};
  const path = resolve(found);
  const jiti = createJiti(path, { fsCache: false, moduleCache: false, virtualModules: { ...(await runningKit()) } });
  let exported: unknown;
  try {
    exported = await jiti.import(path, { default: true });
  } catch (thrown) {
    throw new ConfigError(`${found} could not be imported: ${thrownWords(thrown)}`);
  }
  const config = checked(exported, found);
  const here = (pattern: string): string => relative(process.cwd(), resolve(dirname(path), pattern));
  return config.adapters ? { ...config, adapters: config.adapters.map(here) } : config;
}

function checked(exported: unknown, file: string): UserConfig {
  if (typeof exported !== "object" || exported === null || Array.isArray(exported)) {
    throw new ConfigError(`${file} exports no config. Write: export default defineConfig({ … }).`);
  }
  for (const [name, value] of Object.entries(exported)) {
    const expected = (EXPECTED as Readonly<Record<string, (typeof EXPECTED)[keyof UserConfig]>>)[name];
    if (!expected) {
      const near = nearest(name, Object.keys(EXPECTED));
      throw new ConfigError(
        `Unknown setting \`${name}\` in ${file}: ${near === undefined ? `it may have ${Object.keys(EXPECTED).join(", ")}` : `did you mean \`${near}\`?`}`,
      );
    }
    const [words, holds] = expected;
    if (value !== undefined && !holds(value)) {
      throw new ConfigError(
        `Expected \`${name}\` in ${file} to be ${words}, got \`${JSON.stringify(value) ?? String(value)}\`.`,
      );
    }
  }
  return exported;
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "");
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}
