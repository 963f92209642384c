/** Compiles a small adapter file as its author's editor would, and tells what is wrong with which line. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root: string = fileURLToPath(new URL("../../", import.meta.url));
const FILE = `${root}test/types/adapter.ts`;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  skipLibCheck: true,
  paths: { "async-tck": [`${root}src/index.ts`] },
};

const host = ts.createCompilerHost(OPTIONS);
/** Everything but the one file is parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();
let earlier: ts.Program | undefined;

/** A mistake: the line of the source, from 1, and the compiler's words with their explanation below. */
export interface Mistake {
  readonly line: number;
  readonly text: string;
}

/** What the compiler says of `source`; empty where it compiles. */
export function compile(source: string): readonly Mistake[] {
  const program = ts.createProgram(
    [FILE],
    OPTIONS,
    {
      ...host,
      fileExists: (name) => name === FILE || host.fileExists(name),
      getSourceFile: (name, version) => {
        if (name === FILE) return ts.createSourceFile(name, source, version, true);
        if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, version));
        return parsed.get(name);
      },
    },
    earlier,
  );
  earlier = program;
  return [
    ...program.getSyntacticDiagnostics(program.getSourceFile(FILE)),
    ...program.getSemanticDiagnostics(program.getSourceFile(FILE)),
  ].map(({ file, start = 0, messageText }) => ({
    line: (file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1,
    text: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}
