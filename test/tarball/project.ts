/** A project outside the checkout with the packed tarball in it, and no copy of the sources in reach. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root: string = fileURLToPath(new URL("../../", import.meta.url));

export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}
export const manifest: Manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

/** What a command of the project ended with. */
export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

export class PackedProject {
  readonly folder: string = mkdtempSync(join(tmpdir(), "async-tck-tarball-"));

  /** Packs the checkout and unpacks it; `others` are packages that the project has besides. */
  install(others: readonly string[] = []): void {
    const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", this.folder], {
      cwd: root,
      encoding: "utf8",
    });
    const [{ filename }] = JSON.parse(packed) as [{ readonly filename: string }];
    const installed = join(this.folder, "node_modules", "async-tck");
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", join(this.folder, filename), "-C", installed, "--strip-components=1"]);
    // what it depends on comes from the checkout: npm would fetch the same
    for (const name of [...Object.keys(manifest.dependencies), ...others]) {
      const place = join(this.folder, "node_modules", name);
      mkdirSync(join(place, ".."), { recursive: true });
      symlinkSync(join(root, "node_modules", name), place);
    }
    this.write("package.json", '{ "type": "module" }');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs Node in the project. */
  run(...args: readonly string[]): Ended {
    const { CI: _ci, VITEST: _vitest, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: this.folder, encoding: "utf8", env });
    return { code: status, text: stdout + stderr };
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
