/**
 * Edges of one state set, by label. Most sets have few: those are a chain, since a map for each set takes more room. What
 * came first comes first in the chain, as it is what most histories do.
 */
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
  next: Link<T> | null;
}

/** Beyond so many edges a chain becomes a map. */
const FEW = 6;

/** What has edges to others of type `T`: the chain is its own, as every event of every history passes here. */
export class Edges<T> {
  private first: Link<T> | null = null;
  private last: Link<T> | null = null;
  private map: Map<Label, Edge<T>> | null = null;
  private count = 0;

  /** The edge of a label, if there is one. */
  edge(label: Label): Edge<T> | undefined {
    if (this.map) return this.map.get(label);
    for (let link = this.first; link; link = link.next) if (link.label === label) return link;
    return undefined;
  }

  /** Adds the edge of a label that has none. */
  addEdge(label: Label, { to, kept, situations }: Edge<T>): void {
    const link: Link<T> = { to, kept, situations, label, next: null };
    if (this.map) {
      this.map.set(label, link);
      return;
    }
    if (this.last) this.last.next = link;
    else this.first = link;
    this.last = link;
    if (++this.count > FEW) this.makeMap();
  }

  clearEdges(): void {
    this.first = this.last = this.map = null;
    this.count = 0;
  }

  private makeMap(): void {
    this.map = new Map();
    for (let link = this.first; link; link = link.next) this.map.set(link.label, link);
    this.first = this.last = null;
  }
}
