/**
 * Separations: for two values of an axis, an implementation that has the one, under its own declaration and under the
 * other. The smallest plan whose history the first accepts and the second refuses tells the values apart.
 */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { EventProfile, QueueProfile } from "../../src/adapters/profiles.js";

/** What a declaration says beyond the plain profile. */
export type Declared = Partial<EventProfile & QueueProfile>;

/** One ordered pair of values. */
export interface Separation {
  readonly axis: string;
  readonly value: string;
  readonly neighbour: string;
  /** A correct subject that has `value`, and declares it. */
  readonly subject: AnyAdapter;
  /** The same subject, declaring `neighbour`. */
  readonly misdeclared: AnyAdapter;
  /** Why no plan tells them apart: whatever has `value` may declare `neighbour`. */
  readonly includedBecause?: string;
  readonly bounds: Bounds;
}

/** Where the plan is looked for. */
export interface Bounds {
  /** Clients that issue blocking steps. Default 3. */
  readonly clients?: number;
  /** Longest plan. Default 4. */
  readonly steps?: number;
  /** Plans bring items of every class that is declared. */
  readonly odd?: boolean;
  /** `value` rules out plans that `neighbour` has: one of those separates. */
  readonly beyond?: boolean;
}

/** What is said of all pairs of an axis. */
export interface AxisPairs<V extends string> {
  readonly axis: string;
  readonly values: readonly V[];
  /** Whether the two are compared at all; default: all pairs are. */
  readonly areNeighbours?: (value: V, neighbour: V) => boolean;
  /** An implementation that has `value`, and not `neighbour` where that is possible. */
  readonly subject: (value: V, neighbour: V) => AnyAdapter;
  readonly declare: (value: V) => Declared;
  /** Why `neighbour` allows whatever `value` does, where that is so. */
  readonly includedBecause?: (value: V, neighbour: V) => string | undefined;
  /** Whether `value` rules out plans that `neighbour` has. */
  readonly isNarrower?: (value: V, neighbour: V) => boolean;
  readonly bounds?: Bounds;
}

/** Every ordered pair of the axis. */
export function separationsOf<V extends string>(pairs: AxisPairs<V>): readonly Separation[] {
  const { axis, values, areNeighbours, subject, declare, includedBecause, isNarrower, bounds = {} } = pairs;
  return values.flatMap((value) =>
    values
      .filter((neighbour) => neighbour !== value && areNeighbours?.(value, neighbour) !== false)
      .map((neighbour): Separation => {
        const why = includedBecause?.(value, neighbour);
        const adapter = subject(value, neighbour);
        return {
          axis,
          value,
          neighbour,
          subject: declaring(adapter, declare(value)),
          misdeclared: declaring(adapter, declare(neighbour)),
          ...(why === undefined ? {} : { includedBecause: why }),
          bounds: isNarrower?.(value, neighbour) === true ? { ...bounds, beyond: true } : bounds,
        };
      }),
  );
}

/** The adapter with some of its profile changed. */
export function declaring(adapter: AnyAdapter, declared: Declared): AnyAdapter {
  return { ...adapter, profile: { ...adapter.profile, ...declared } } as AnyAdapter;
}

/** The adapter without some verbs or observers: fewer plans, and plans that are about nothing else. */
export function without(adapter: AnyAdapter, ...names: readonly string[]): AnyAdapter {
  return Object.fromEntries(Object.entries(adapter).filter(([name]) => !names.includes(name))) as unknown as AnyAdapter;
}

/** How a separation is called: `order: fifo, not lifo`. */
export function nameOf({ axis, value, neighbour }: Pick<Separation, "axis" | "value" | "neighbour">): string {
  return `${axis}: ${value}, not ${neighbour}`;
}
