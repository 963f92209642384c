import { test } from "vitest";
import { Walker, eventsAfter, type Node } from "/work/main/test/conformance/explore.js"; import { inWords } from "/work/main/src/conformance/words.js";
import { relax } from "/work/main/src/models/model.js";
import { eventModelOf, queueModelOf, type Preset } from "/work/main/src/models/catalog.js";
test("explore", () => {
  const [prim, preset, depthS, clientsS, capS] = (process.env.EXPL ?? "event contract 6 3 1").split(" ");
  const { model, faults } = prim === "event" ? eventModelOf(preset as Preset) : queueModelOf(preset as Preset, Number(capS)) as any;
  const names = faults.map((f: any) => f.rule);
  const walker = new Walker<any>([model, ...faults.map((f: any) => relax(model, [f]))]);
  const alphabet = { primitive: prim as any, clients: Number(clientsS), observed: true };
  let layer: Node<any>[] = [walker.start(alphabet.clients)];
  const first = new Map<string, string>();
  // incl[a][b] = a not included in b (witness)
  const notIn = new Map<string, string>();
  const seen = new Set<string>();
  const ids = new Map<any, number>(); const idOf = (s: any) => { let i = ids.get(s); if (i === undefined) { i = ids.size; ids.set(s, i);} return i; };
  for (let d = 0; d < Number(depthS); d++) {
    const next: Node<any>[] = [];
    for (const node of layer) for (const e of eventsAfter(node.course, alphabet)) {
      const n = walker.step(node, e);
      const alive = n.at.map((x) => x !== null);
      if (!alive.includes(true)) continue;
      if (!alive[0]) {
        const who = names.filter((_: any, i: number) => alive[i + 1]);
        const sig = who.join(" ");
        if (!first.has(sig)) first.set(sig, inWords(n.events));
        for (const a of who) for (const b of names) if (!who.includes(b) && !notIn.has(a + ">" + b)) notIn.set(a + ">" + b, inWords(n.events));
      }
      // dedupe: relative naming
      const base = n.at[0];
      const c = n.course;
      const key = n.at.map((x) => x ? idOf(x.set) + ":" + x.live.join("") : "-").join("|") + JSON.stringify([c.outstanding, c.cancelled, c.used, c.quiet, c.items, c.delivered]);
      if (seen.has(key)) continue; seen.add(key);
      // prune: only one fault alive and base dead -> nothing new except notIn (already)
      if (!alive[0] && alive.filter(Boolean).length <= 1) continue;
      next.push(n);
    }
    layer = next;
    console.log("depth", d + 1, "nodes", layer.length, "sigs", first.size);
  }
  for (const [s, h] of [...first].sort((a,b)=>a[0].split(" ").length-b[0].split(" ").length)) if (s.split(" ").length<=2||true) console.log(s.padEnd(40), h);
  for (const a of names) {
    const more = names.filter((b: string) => b !== a && !notIn.has(a + ">" + b));
    console.log(a, "⊆", more.join(" "), names.some((b:string)=>notIn.has(a+">"+b)) ? "" : "   (never alive alone)");
  }
}, 600000);
