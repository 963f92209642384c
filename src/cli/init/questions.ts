/** What `init` asks in a terminal. Each answers undefined where the user gives up (Ctrl-C). */
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { isCancel, select, text } from "@clack/prompts";
import type { ProfileName } from "../../adapters/profiles.js";

/** Where it asks. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

const PRIMITIVES = [
  { value: "queue", label: "Queue", hint: "put and get items" },
  { value: "event", label: "Event", hint: "wait until it is set" },
] as const;

const PROFILES = [
  { value: "contract", label: "contract", hint: "what any sane one promises; start here" },
  { value: "fifo", label: "fifo", hint: "who waits longest is served first, directly" },
  { value: "asyncio", label: "asyncio", hint: "exactly as in Python" },
] as const;

/** The file that has the class. */
export async function askFile(terminal: Terminal): Promise<string | undefined> {
  const answer = await text({
    ...terminal,
    message: "Which file has your class?",
    placeholder: "./my-queue.ts",
    validate: (typed = "") =>
      existsSync(typed) ? undefined : `There is no file ${typed === "" ? "of this name" : typed}.`,
  });
  return isCancel(answer) ? undefined : answer;
}

/** One of several classes. */
export async function askClass(names: readonly string[], terminal: Terminal): Promise<string | undefined> {
  const options = names.map((value) => ({ value, label: value }));
  const answer = await select<string>({ ...terminal, message: "Which class?", options });
  return isCancel(answer) ? undefined : answer;
}

/** Queue or event; `likely` is what the methods look like. */
export async function askPrimitive(
  name: string,
  likely: "event" | "queue" | undefined,
  terminal: Terminal,
): Promise<"event" | "queue" | undefined> {
  const answer = await select<"event" | "queue">({
    ...terminal,
    message: `What is ${name}?`,
    options: [...PRIMITIVES],
    ...(likely === undefined ? {} : { initialValue: likely }),
  });
  return isCancel(answer) ? undefined : answer;
}

/** What it claims. */
export async function askProfile(terminal: Terminal): Promise<ProfileName | undefined> {
  const answer = await select<ProfileName>({
    ...terminal,
    message: "What does it promise? (can be changed later)",
    options: [...PROFILES],
  });
  return isCancel(answer) ? undefined : answer;
}
