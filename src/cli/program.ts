/** The command line: names, help texts, exit codes. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { profiles } from "../adapters/profiles.js";
import { CATEGORIES } from "../properties/rule.js";
import { formatKitError, formatUsageError } from "../report/openings.js";
import { check } from "./checkCommand.js";
import { builtInNames } from "./builtInAdapters.js";
import { ExitCode } from "./exitCode.js";
import { init, type InitArguments } from "./init/initCommand.js";
import { parseBudget, parsePath, parseRuns, parseSeed, parseShard, parseStep } from "./parseArguments.js";
import { infer, type InferArguments } from "./inferCommand.js";
import { merge, type MergeArguments } from "./mergeCommand.js";
import { packageVersion } from "./packageVersion.js";
import { replayToken, type ReplayArguments } from "./replayCommand.js";
import { repro, type ReproArguments } from "./reproCommand.js";
import { REPORTERS } from "./reporters.js";
import type { CheckArguments } from "./settings.js";
import { tellRules, type RulesArguments } from "./rulesCommand.js";

const EXIT_CODES = `
Exit codes (of several adapters the highest counts):
  0  conforms; inconclusive rules and stale deviations are told and do not count
  1  does not conform; with --strict also: inconclusive or stale
  2  usage or adapter error, or nothing was checked
  3  async-tck itself failed
  130  interrupted`;

const CHECK_EXAMPLES = `
Examples:
  $ async-tck check my-queue.ts
  $ async-tck check "adapters/*.ts" --workers 4 --reporter text --reporter junit=junit.xml
  $ async-tck check my-queue.ts --rule QUEUE-17 --seed 7 --runs 20000
  $ async-tck check async-tck/cpython --python python3.13`;

const MERGE_EXAMPLES = `
Examples:
  $ async-tck check my-queue.ts --shard 1/2 --json > 1.json    # on one machine
  $ async-tck check my-queue.ts --shard 2/2 --json > 2.json    # on another
  $ async-tck merge 1.json 2.json`;

const REPORTER = `how to tell it, on stdout or in a file; may be given several times: ${REPORTERS.join(", ")}`;

/** Collects an option that may be given several times. */
const listed = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
const INIT_EXAMPLES = `
Examples:
  $ async-tck init                          # asks
  $ async-tck init --from ./my-queue.ts     # tells the rest from the class
  $ async-tck init --from src/latch.ts --class Latch --primitive event --out test --profile fifo`;

const RULES_EXAMPLES = `
Examples:
  $ async-tck rules QUEUE-17
  $ async-tck rules --primitive event --category cancellation
  $ async-tck rules lost wakeup`;
const INFER_CODES = `
Exit codes (of several adapters the highest counts):
  0  a profile explains everything
  1  no profile does: a rule is broken under all of them
  2  usage or adapter error
  3  async-tck itself failed
  130  interrupted`;
const REPLAY_EXAMPLES = `
Examples:
  $ async-tck replay q1.DuyI4gAADAAGekXrCeeB --adapter my-queue.ts --step
  $ node --inspect-brk node_modules/async-tck/dist/cli.js replay \\
      q1.DuyI4gAADAAGekXrCeeB --adapter my-queue.ts --break 3

With --break open chrome://inspect in Chrome (or attach an editor), press
"resume" once, and "step into" when it stops again.`;

const REPRO_HELP = `
Example:
  $ async-tck repro q1.DuyI4gAADAAGekXrCeeB --adapter my-queue.ts --out repro.mts

The script exits with 1 while the bug is there and with 0 without it.

Exit codes:
  0  the script was run and shows the bug; it was handed out
  1  no script is handed out, and why
  2  usage or adapter error
  3  async-tck itself failed`;

const ONLY = "only the adapter of this name, where a file exports several";
const PYTHON = "the interpreter of async-tck/cpython, and of adapter files that export a function (python3)";

/** Runs one call of the command and answers its exit code. `args` are those behind the command's name. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  let exitCode: number = ExitCode.conforms;
  const program = createProgram((code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.conforms : ExitCode.usage;
    process.stderr.write(
      `${formatKitError("the call", error instanceof Error ? (error.stack ?? "") : String(error))}\n`,
    );
    return ExitCode.kitError;
  }
}

function createProgram(onEnd: (exitCode: number) => void): Command {
  const program = new Command("async-tck")
    .description("Checks async coordination primitives against reference models, over schedules that it controls.")
    .version(packageVersion())
    .addHelpText("after", EXIT_CODES)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(`${formatUsageError(usageWords(text))}\n`),
    });

  program
    .command("init")
    .description("write an adapter and a vitest file for your class")
    .option("--from <file>", "the file that exports the class")
    .option("--class <name>", "the class, or a function that makes one (the only one of the file)")
    .addOption(new Option("--primitive <name>", "what it is (told from its methods)").choices(["event", "queue"]))
    .addOption(new Option("--profile <name>", "what it claims (contract)").choices(Object.keys(profiles)))
    .option("--out <folder>", "where the files go (beside the class)")
    .option("--yes", "ask nothing")
    .addHelpText("after", INIT_EXAMPLES)
    .action(async (typed: InitArguments) => onEnd(await init(typed)));

  program
    .command("check")
    .description("check every adapter that the files export")
    .argument(
      "[files...]",
      `adapter files, TypeScript or JavaScript, or globs, or ${builtInNames.join(" or ")}; default: those of the config`,
    )
    .option("--rule <id>", "search only this rule's plans (or swarm, priority, rare-gap); what else breaks is reported")
    .option("--profile <name>", "judge every adapter under contract, fifo or asyncio instead of its own profile")
    .option("--runs <n>", "random plans for each rule's arbitrary", parseRuns)
    .option("--seed <n>", "seed of every random choice", parseSeed)
    .option("--path <path>", "with --rule and --seed: only the plan that a printed path leads to", parsePath)
    .option("--allowing <ids>", "with --path: rules that were allowed to break, joined by commas", (ids) =>
      ids.split(","),
    )
    .option("--budget <time>", "stop after this time (5s, 500ms, 2m); what is not reached is inconclusive", parseBudget)
    .option("--workers <n>", "threads that share the work; the report is the same", parseRuns)
    .option("--shard <i/n>", "only this part of the work; `async-tck merge` joins the JSON reports", parseShard)
    .option("--reporter <name[=file]>", REPORTER, listed)
    .option("--json", "the same as --reporter json")
    .option("--strict", "inconclusive rules and stale deviations exit with 1")
    .option("--rule-set <name>", "pin the rule set where an adapter does not: 1 is the first")
    .option("--failures <file>", "keep failures in this file instead of one beside each adapter")
    .option("--no-failures", "keep no failures, and try none first")
    .option("--forget", "drop kept failures that pass now")
    .option("--watch", "check again after each change of a source file, until Ctrl-C")
    .option("--config <file>", "the config file (async-tck.config.ts or .js in the working directory)")
    .option("--only <name>", ONLY)
    .option("--python <command>", PYTHON)
    .addHelpText("after", `${CHECK_EXAMPLES}\n${EXIT_CODES}`)
    .action(async (files: string[], typed: CheckArguments) => onEnd(await check(files, typed)));

  program
    .command("merge")
    .description("join the JSON reports of all shards, from `check --shard i/n --json`")
    .argument("<reports...>", "JSON files, one or more from each shard")
    .option("--reporter <name[=file]>", REPORTER, listed)
    .option("--json", "the same as --reporter json")
    .option("--strict", "inconclusive rules and stale deviations exit with 1")
    .addHelpText("after", `${MERGE_EXAMPLES}\n${EXIT_CODES}`)
    .action((files: string[], typed: MergeArguments) => onEnd(merge(files, typed)));

  program
    .command("replay")
    .description("run exactly the plan of a token again and print its trace")
    .argument("<token>", "the token that a failure prints")
    .requiredOption("--adapter <file>", `the adapter file that it was found with, or ${builtInNames.join(" or ")}`)
    .option("--profile <name>", "judge it under contract, fifo or asyncio instead of the adapter's own profile")
    .option("--mermaid", "print the run as a Mermaid sequence diagram, to paste into an issue, and nothing else")
    .option("--step", "one step at each key, with the model's state and what it allows; in a pipe all steps at once")
    .option("--break <step>", "stop in the debugger right before this step's call, or its abort", parseStep)
    .option("--only <name>", ONLY)
    .option("--python <command>", PYTHON)
    .addHelpText("after", `${REPLAY_EXAMPLES}\n${EXIT_CODES}`)
    .action(async (token: string, typed: ReplayArguments) => onEnd(await replayToken(token, typed)));

  program
    .command("repro")
    .description("write the failure of a token as a short script against the subject alone, and run it once to be sure")
    .argument("<token>", "the token that a failure prints")
    .requiredOption("--adapter <file>", "the adapter file that it was found with")
    .option("--out <file>", "where to write the script (.mjs, or .mts if the subject is TypeScript); else stdout")
    .option("--only <name>", ONLY)
    .option("--python <command>", PYTHON)
    .addHelpText("after", REPRO_HELP)
    .action(async (token: string, typed: ReproArguments) => onEnd(await repro(token, typed)));

  program
    .command("rules")
    .description("list the rules, or explain the ones whose ids are given")
    .argument("[words...]", "ids, or words that a rule's text must have")
    .addOption(new Option("--primitive <name>", "only the rules of one primitive").choices(["event", "queue"]))
    .addOption(new Option("--category <name>", "only the rules of one kind").choices(CATEGORIES))
    .option("--json", "print the rules as JSON and nothing else")
    .addHelpText("after", RULES_EXAMPLES)
    .action((words: string[], typed: RulesArguments) => onEnd(tellRules(words, typed)));

  program
    .command("infer")
    .description("find the strictest profile that the adapters of a file satisfy; they need not have one yet")
    .argument("<file>", `an adapter file, TypeScript or JavaScript, or ${builtInNames.join(" or ")}`)
    .option("--runs <n>", "as for check: the profile that is found stands the check with this number", parseRuns)
    .option("--traces", "print the whole trace of each value that is refused")
    .option("--json", "print the results as JSON and nothing else")
    .option("--only <name>", ONLY)
    .option("--python <command>", PYTHON)
    .addHelpText("after", INFER_CODES)
    .action(async (file: string, typed: InferArguments) => onEnd(await infer(file, typed)));
  for (const command of program.commands) command.options.forEach(takeOnce);
  return program;
}

/** An option with one value refuses a second one: silently, the last would win. */
function takeOnce(option: Option): void {
  const { parseArg: parse = (text: string) => text, long } = option;
  if (parse === (listed as unknown) || !(option.required || option.optional)) return;
  let isTaken = false;
  option.argParser((text: string, before: unknown) => {
    if (isTaken) throw new InvalidArgumentError(`Give \`${long ?? ""}\` once.`);
    isTaken = true;
    return parse(text, before as never);
  });
}

/** Commander's message without its own opening. */
function usageWords(text: string): string {
  return text.replace(/^error: /, "").trim();
}
