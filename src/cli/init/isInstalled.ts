import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Whether a package can be imported from a folder: it lies in a `node_modules` there or above. */
export function isInstalled(name: string, folder: string): boolean {
  if (existsSync(join(folder, "node_modules", name, "package.json"))) return true;
  const above = dirname(folder);
  return above !== folder && isInstalled(name, above);
}
