/** Edges of one state set, by label. Most sets have few: those are a chain, since a map for each set takes more room. */
import type { Label } from "./labels.js";
import type { Situations } from "./situations.js";

/** Where an event leads from a set of type `T`. */
export interface Edge<T> {
  /** `refused`: no followed state allows the event. `overflow`: too many states to follow. */
  readonly to: T | "refused" | "overflow";
  /** Ranks of the items that stay live, or null for all of them. */
  readonly kept: readonly number[] | null;
  /** The watched faults whose situation is at hand in every followed state. */
  readonly situations: Situations;
}

/** An edge in the chain of its set. */
interface Link<T> extends Edge<T> {
  readonly label: Label;
  readonly next: Link<T> | null;
}

/** Beyond so many edges a chain becomes a map. */
const FEW = 6;

/** The edges that leave one set. */
export class Edges<T> {
  private chain: Link<T> | null = null;
  private map: Map<Label, Edge<T>> | null = null;
  private size = 0;

  get(label: Label): Edge<T> | undefined {
    if (this.map) return this.map.get(label);
    for (let link = this.chain; link; link = link.next) if (link.label === label) return link;
    return undefined;
  }

  /** Adds the edge of a label that has none. */
  add(label: Label, edge: Edge<T>): void {
    if (this.map) {
      this.map.set(label, edge);
      return;
    }
    const { to, kept, situations } = edge;
    this.chain = { to, kept, situations, label, next: this.chain };
    if (++this.size <= FEW) return;
    this.map = new Map();
    for (let link: Link<T> | null = this.chain; link; link = link.next) this.map.set(link.label, link);
    this.chain = null;
  }

  clear(): void {
    this.chain = null;
    this.map = null;
    this.size = 0;
  }
}
