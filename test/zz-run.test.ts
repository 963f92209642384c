import { test } from "vitest";
import { checkConformance } from "/work/main/src/runner/check.js";
import { correctSubjects } from "/work/main/test/subjects/index.js";
import { mutants, extraMutants } from "/work/main/test/mutants/index.js";
const what = process.env.WHAT ?? "correct"; const filter = process.env.ONLY ?? "";
const fmt = (f: any) => JSON.stringify(f.plan.config) + " " + f.plan.steps.map((s: any) => "ABCD"[s.client] + "." + (s.do === "call" ? s.verb + (s.chained ? "!" : "") : s.do) + (s.gap === "quiet" ? ";" : "~" + s.gap)).join(" ");
const opts = { seed: Number(process.env.SEED ?? 1), numRuns: Number(process.env.RUNS ?? 1000) };
test("run", async () => {
  if (what === "correct") for (const s of correctSubjects) {
    if (!s.name.includes(filter)) continue;
    for (const p of [...s.satisfies, ...s.fails]) {
      const t0 = performance.now();
      const r = await checkConformance(s.withProfile(p), opts);
      const ms = Math.round(performance.now() - t0);
      const want = s.satisfies.includes(p) ? "conforms" : "fails";
      const inc = r.rules.filter((x) => x.verdict === "inconclusive").map((x: any) => x.id + ":" + x.situations);
      console.log(r.status === want ? "ok  " : "BAD ", s.name, p, r.status, r.problem ?? "", ms + "ms", r.plans, "pass", r.rules.filter((x) => x.verdict === "pass").length, "inc", inc.join(" "));
      const fails = [...r.rules.filter((x) => x.verdict === "fail").map((x: any) => x.failure), ...r.unnamed];
      for (const f of fails.slice(0, 6)) console.log("      ", f.rule, "also", f.alsoExplainedBy.join(), "|", f.refusedBy.join(), fmt(f), f.foundBy, want === "conforms" ? JSON.stringify(f.history.events) : "");
    }
  }
  if (what === "mutants") for (const m of [...mutants, ...extraMutants] as any[]) {
    if (!(m.rule + m.name).includes(filter)) continue;
    const t0 = performance.now();
    const r = await checkConformance(m.adapter, opts);
    const ms = Math.round(performance.now() - t0);
    const fails = [...r.rules.filter((x) => x.verdict === "fail").map((x: any) => x.failure), ...r.unnamed];
    const hit = fails.find((f: any) => f.rule === m.rule);
    const len = m.shortest?.steps?.length;
    console.log(hit ? (len && hit.plan.steps.length > len ? "LONG" : "ok  ") : "MISS", m.rule, m.name, r.status, r.problem ?? "", ms + "ms", r.plans, "len", hit?.plan.steps.length, "short", len, hit ? fmt(hit) : "");
    for (const f of fails) if (f !== hit) console.log("        other:", f.rule, "also", f.alsoExplainedBy.join(), "|", f.refusedBy.join(), fmt(f), f.foundBy);
  }
}, 3600000);
