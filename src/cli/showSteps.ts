/** Shows blocks of text: on a terminal the next one at each key, elsewhere all at once. */
import type { Session } from "./session.js";
import { STEP_KEYS } from "../report/formatSteps.js";

/** Settles when all blocks were shown, or the user has seen enough. */
export async function showSteps(blocks: readonly string[], session: Session): Promise<void> {
  const keys = process.stdin.isTTY && process.stdout.isTTY ? new Keys() : undefined;
  try {
    for (const [index, block] of blocks.entries()) {
      session.print(`${block}\n`);
      if (keys && index < blocks.length - 1 && !(await keys.goesOn(session))) break;
    }
  } finally {
    keys?.end();
  }
}

/** The keys of a terminal, one at a time. */
class Keys {
  constructor() {
    process.stdin.setRawMode(true);
  }

  /** Waits for a key. Answers false for `q` and Escape; Ctrl-C ends the process as always. */
  async goesOn(session: Session): Promise<boolean> {
    process.stdout.write(session.painter.dim(STEP_KEYS));
    const key = await new Promise<string>((resolve) => {
      process.stdin.once("data", (data: Buffer) => resolve(data.toString()));
      process.stdin.resume();
    });
    process.stdin.pause();
    process.stdout.write(`\r${" ".repeat(STEP_KEYS.length)}\r`);
    if (key === "\u0003") process.kill(process.pid, "SIGINT");
    return key !== "q" && key !== "\u001b" && key !== "\u0003";
  }

  end(): void {
    process.stdin.setRawMode(false);
  }
}
