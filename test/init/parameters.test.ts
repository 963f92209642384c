import { expect, test } from "vitest";
import { constructorParametersOf, parametersOf } from "../../src/cli/init/parameters.js";

test.each([
  ["get() { return 1; }", []],
  ["async get(signal) {}", ["signal"]],
  ["put(item, { signal, timeout = f(1, 2) } = {}) {}", ["item", "{ signal, timeout = f(1, 2) } = {}"]],
  ["item => item", ["item"]],
  ["(a, [b, c]) => a", ["a", "[b, c]"]],
  ["function push() { [native code] }", []],
])("the parameters of %s", (source, parameters) => {
  expect(parametersOf(source)).toEqual(parameters);
});

test("a constructor is the class's own, or the nearest one that it inherits", () => {
  class Base {
    constructor(readonly capacity: number) {}
  }
  class Own extends Base {
    constructor(name: string, capacity = 1) {
      super(capacity + name.length);
    }
  }
  class Inheriting extends Base {
    other(): void {}
  }
  expect(constructorParametersOf(Own)).toEqual(["name", "capacity = 1"]);
  expect(constructorParametersOf(Inheriting)).toEqual(["capacity"]);
  expect(constructorParametersOf(class {})).toEqual([]);
});
