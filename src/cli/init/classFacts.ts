/** What was seen of a class, as plain data: it travels from the worker that looks at strangers' code. */

/** One call, tried on a fresh instance. */
export type Tried =
  | { readonly is: "promise" }
  | { readonly is: "value"; readonly value: "undefined" | "null" | "true" | "false" | "other" }
  | { readonly is: "throws"; readonly name: string; readonly message: string };

/** A method or a property, own or inherited. */
export interface Member {
  readonly name: string;
  readonly kind: "method" | "property";
  /** Its parameters as the source has them: `item`, `{ signal } = {}`. Empty for a property. */
  readonly parameters: readonly string[];
  /** Its source speaks of a signal. */
  readonly speaksOfSignal: boolean;
}

/** How many items a queue may be told to hold. */
export type CapacityArgument =
  | { readonly is: "none" }
  /** The first argument of the constructor. */
  | { readonly is: "first"; readonly takesInfinity: boolean; readonly takesZero: boolean }
  /** A property of its first argument. */
  | { readonly is: "option"; readonly name: string; readonly takesInfinity: boolean; readonly takesZero: boolean };

/** Everything that is known of a class. */
export interface ClassFacts {
  /** The class's own name. */
  readonly name: string;
  /** Name of the export; `default` for a default export. */
  readonly exportedAs: string;
  /** A function that makes one, called without `new`. */
  readonly isFactory: boolean;
  readonly constructorParameters: readonly string[];
  readonly capacity: CapacityArgument;
  /** Why no instance could be made without knowing its arguments; null where one was. */
  readonly cannotMake: string | null;
  readonly members: readonly Member[];
  /** By method: adding an item to a fresh queue. */
  readonly added: Readonly<Record<string, Tried>>;
  /** By method: adding a second item to a queue of capacity 1. */
  readonly addedToFull: Readonly<Record<string, Tried>>;
  /** By method: taking from an empty queue. */
  readonly taken: Readonly<Record<string, Tried>>;
  /** By method that waits: what it delivers of an item that was added. */
  readonly delivers: Readonly<Record<string, "the item" | "an iterator result" | "something else">>;
  /** By method: waiting for a fresh event. */
  readonly waited: Readonly<Record<string, Tried>>;
  /** By method: setting a fresh event. */
  readonly set: Readonly<Record<string, Tried>>;
  /** By property, or method without parameters: the type of what a fresh instance answers. */
  readonly answers: Readonly<Record<string, string>>;
}
