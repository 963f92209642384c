import { builtinModules } from "node:module";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * Which parts of `src` each part may use; `types` may be imported as types only. DESIGN.md, "The parts, and which way
 * the arrows point". What is not listed here is forbidden.
 */
const layers = {
  models: { uses: [] },
  scheduler: { uses: [] },
  conformance: { uses: ["models", "scheduler"] },
  adapters: { uses: ["scheduler"], types: ["models"] },
  properties: { uses: ["models", "conformance", "scheduler", "adapters"] },
  host: { uses: ["scheduler"] },
  runner: { uses: ["models", "conformance", "scheduler", "adapters", "properties", "host"] },
  report: { uses: [], types: ["models", "conformance", "scheduler", "adapters", "properties", "runner"] },
  failures: { uses: ["report"], types: ["runner"] },
  repro: { uses: ["scheduler", "report"], types: ["runner"] },
  suite: { uses: ["failures", "properties", "runner", "report", "scheduler"], types: ["adapters"] },
  cli: {
    uses: [
      "failures",
      "models",
      "conformance",
      "scheduler",
      "adapters",
      "properties",
      "host",
      "runner",
      "report",
      "repro",
    ],
  },
};

/** The parts that run in a browser too: nothing from Node, no clock and no randomness but the run's own. */
const core = ["models", "scheduler", "conformance", "properties"];
/** The parts that use no package at all. */
const bare = ["models", "conformance"];

const builtins = {
  regex: `^(?:node:.*|(?:${builtinModules.filter((name) => !name.startsWith("_")).join("|")})(?:/.*)?)$`,
  message: "The core runs in a browser too: what it needs of Node comes through the host interface.",
};

const restrictLayer = (name) => {
  const { uses, types = [] } = layers[name];
  const into = (parts) => `^(?:\\.\\./)+(?:${parts.join("|")})(?:/|$)`;
  const never = Object.keys(layers).filter((part) => part !== name && !uses.includes(part) && !types.includes(part));
  const patterns = [{ regex: `^(?:\\.\\./)+(?:index|vitest)(?:\\.js)?$`, message: "The fronts are used by nobody." }];
  if (never.length > 0) patterns.push({ regex: into(never), message: `src/${name} must not know this part.` });
  if (types.length > 0)
    patterns.push({
      regex: into(types),
      allowTypeImports: true,
      message: `src/${name} may use only types from there.`,
    });
  if (core.includes(name)) patterns.push(builtins);
  if (bare.includes(name)) patterns.push({ regex: "^[^.]", message: `src/${name} uses no package.` });
  return {
    files: [`src/${name}/**/*.ts`],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
  };
};

export default defineConfig(
  { ignores: ["dist/", "coverage/", "node_modules/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Also refuses `import("…").Type`, which the layer rules below cannot see.
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  ...Object.keys(layers).map(restrictLayer),
  {
    files: ["src/index.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^\\./(?:cli/|vitest)", message: "Nothing imports the fronts." }] },
      ],
    },
  },
  {
    files: ["src/vitest.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^\\./(?:cli/|index)", message: "Nothing imports the fronts." }] },
      ],
    },
  },
  {
    files: core.map((name) => `src/${name}/**/*.ts`),
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "ImportExpression", message: "The core imports statically, so that its layers can be checked." },
      ],
      "no-restricted-globals": [
        "error",
        ...["process", "Buffer", "global", "require", "setImmediate", "clearImmediate"].map((name) => ({
          name,
          message: "The core runs in a browser too: go through the host interface.",
        })),
        ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"].map((name) => ({
          name,
          message: "Every wait comes from the run's virtual clock, through the host interface.",
        })),
      ],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Every random choice comes from the run's generator." },
        { object: "Date", property: "now", message: "Every time comes from the run's virtual clock." },
      ],
    },
  },
  {
    files: ["src/adapters/asyncio/*.ts"],
    ignores: ["src/adapters/asyncio/adapters.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [{ regex: "^(?!\\./)", message: "`async-tck/asyncio` stands alone: no kit, no package, no Node." }],
        },
      ],
    },
  },
  {
    // Tests hold promises that must never settle, and wrong subjects on purpose.
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unused-vars": "off",
    },
  },
);
