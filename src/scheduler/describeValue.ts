/** Longest text that a value is described with. */
const LONGEST = 80;

/** Says in a few words what a value is. Never throws, whatever getters or proxies the value hides. */
export function describeValue(value: unknown): string {
  try {
    return shorten(describe(value));
  } catch {
    return `${typeof value} that cannot be described`;
  }
}

function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "bigint":
      return `${value}n`;
    case "function":
      return `function ${String(value.name) || "(anonymous)"}`;
    case "object":
      return value === null ? "null" : describeObject(value);
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}

function describeObject(value: object): string {
  if (value instanceof Error) return `${String(value.name)}: ${String(value.message)}`;
  if (Array.isArray(value)) return `array of ${value.length}`;
  const json = JSON.stringify(value) as string | undefined;
  const name = String(value.constructor?.name ?? "Object");
  return name === "Object" ? (json ?? "object") : `${name}${json === "{}" || json === undefined ? "" : ` ${json}`}`;
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
