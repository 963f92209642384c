import { format } from "prettier";
export async function truthPage(_: unknown): Promise<string> {
  return format("# Truth\n", { parser: "markdown" });
}
