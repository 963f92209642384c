/** The parameters that a function's source lists: `["item", "{ signal } = {}"]`. */
export function parametersOf(source: string): readonly string[] {
  const single = /^(?:async\s+)?([\w$]+)\s*=>/.exec(source);
  if (single) return [single[1] ?? ""];
  const from = source.indexOf("(");
  if (from < 0) return [];
  const found: string[] = [];
  let depth = 0;
  let start = from + 1;
  for (let at = from; at < source.length; at++) {
    const character = source[at] ?? "";
    if ("([{".includes(character)) depth++;
    if (")]}".includes(character)) depth--;
    const isEnd = depth === 0;
    if (!isEnd && !(depth === 1 && character === ",")) continue;
    const parameter = source.slice(start, at).trim();
    if (parameter !== "") found.push(parameter);
    start = at + 1;
    if (isEnd) break;
  }
  return found;
}

/** The parameters of a class's own constructor, or of the nearest one that it inherits; none where there is none. */
export function constructorParametersOf(made: object): readonly string[] {
  for (let each: unknown = made; typeof each === "function"; each = Object.getPrototypeOf(each) as unknown) {
    const source = Function.prototype.toString.call(each);
    if (!source.startsWith("class")) return source.includes("[native code]") ? [] : parametersOf(source);
    const at = /(?:^|[\s;{}])constructor\s*\(/.exec(source);
    if (at) return parametersOf(source.slice(at.index));
  }
  return [];
}
