/**
 * Measures how many runs of 8-step plans a second the executor does on a trivial queue, beside the bare loop that makes
 * the same calls with the same drains. Run it with `npx jiti bench/runPlan.ts [runs]`.
 */
import { defineQueue, EMPTY, FULL } from "../src/adapters/contract.js";
import { profiles } from "../src/adapters/profiles.js";
import { toSubject } from "../src/adapters/subject.js";
import { createNodeHost } from "../src/host/node.js";
import { runPlan } from "../src/scheduler/execute.js";
import { GAPS, type Gap, type Plan, type Step } from "../src/scheduler/plan.js";

/** The plainest correct queue: direct hand-over, no cancellation. */
class TrivialQueue {
  private readonly items: unknown[] = [];
  private readonly getters: ((item: unknown) => void)[] = [];
  private readonly putters: { item: unknown; resolve: () => void }[] = [];
  constructor(private readonly maxsize: number) {}
  get size(): number {
    return this.items.length;
  }
  put(item: unknown): Promise<void> {
    if (this.offer(item)) return Promise.resolve();
    return new Promise((resolve) => this.putters.push({ item, resolve }));
  }
  offer(item: unknown): boolean {
    const getter = this.getters.shift();
    if (getter) getter(item);
    else if (this.items.length < this.maxsize) this.items.push(item);
    else return false;
    return true;
  }
  get(): Promise<unknown> {
    return this.items.length > 0 ? Promise.resolve(this.take()) : new Promise((resolve) => this.getters.push(resolve));
  }
  take(): unknown {
    const item = this.items.shift();
    const putter = this.putters.shift();
    if (putter) {
      this.items.push(putter.item);
      putter.resolve();
    }
    return item;
  }
}

const adapter = defineQueue({
  name: "trivial",
  create: ({ maxsize }) => new TrivialQueue(maxsize),
  put: (q, item) => q.put(item),
  get: (q) => q.get(),
  putNowait: (q, item) => (q.offer(item) ? undefined : FULL),
  getNowait: (q) => (q.size > 0 ? q.take() : EMPTY),
  size: (q) => q.size,
  profile: profiles.fifo,
});

let state = 12345;
const draw = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const MIX: readonly Gap[] = [...GAPS, "quiet", 0];
const VERBS = ["put", "get", "putNowait", "getNowait"] as const;

function randomPlan(cancels: boolean): Plan {
  const steps: Step[] = [];
  for (let index = 0; index < 8; index++) {
    const client = draw(3);
    const gap = MIX[draw(MIX.length)] ?? "quiet";
    if (cancels && draw(8) === 0) steps.push({ do: "cancel", client, gap });
    else steps.push({ do: "call", client, verb: VERBS[draw(4)] ?? "put", gap });
  }
  return { config: { capacity: 2 }, steps };
}

/** The same calls and gaps with nothing around them. */
async function bare(plan: Plan): Promise<void> {
  const queue = new TrivialQueue(2);
  for (const step of plan.steps) {
    if (step.do === "call") {
      if (step.verb === "put") void queue.put({}).then(() => undefined);
      else if (step.verb === "get") void queue.get().then(() => undefined);
      else if (step.verb === "putNowait") queue.offer({});
      else if (queue.size > 0) queue.take();
    }
    if (step.gap === "quiet") await new Promise((resolve) => setImmediate(resolve));
    else for (let turn = 0; turn < step.gap; turn++) await undefined;
  }
  await new Promise((resolve) => setImmediate(resolve));
}

async function main(): Promise<void> {
  const runs = Number(process.argv[2] ?? 40_000);
  const subject = toSubject(adapter);
  const host = createNodeHost();
  const rows: [string, (plan: Plan) => Promise<unknown>, Plan[]][] = [];
  const plain = Array.from({ length: runs }, () => randomPlan(false));
  const cancelling = Array.from({ length: runs }, () => randomPlan(true));
  rows.push(["bare loop", bare, plain]);
  rows.push(["runPlan", (plan) => runPlan(subject, plan, host), plain]);
  rows.push(["runPlan, plans with cancel", (plan) => runPlan(subject, plan, host), cancelling]);
  for (let round = 0; round < 5; round++) {
    for (const [name, run, plans] of rows) {
      const start = process.hrtime.bigint();
      const cpu = process.cpuUsage();
      for (const plan of plans) await run(plan);
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const { user, system } = process.cpuUsage(cpu);
      const speed = `${(runs / seconds / 1000).toFixed(1).padStart(6)} k runs/s`;
      console.log(
        `${name.padEnd(28)} ${speed}  ${((user + system) / runs).toFixed(1).padStart(5)} µs of processor time a run`,
      );
    }
  }
}

await main();
