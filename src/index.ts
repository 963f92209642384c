/** async-tck: a conformance kit for async coordination primitives. This file is the list of public names. */

// Writing an adapter
export { defineEvent, defineQueue, CANCELLED, CLOSED, EMPTY, FULL, TIMED_OUT } from "./adapters/contract.js";
export type {
  AnyAdapter,
  Blocking,
  CreateContext,
  Deviation,
  EventAdapter,
  EventDefinition,
  Item,
  QueueAdapter,
  QueueDefinition,
  Tag,
  ThrownMatcher,
  ThrownOutcomes,
} from "./adapters/contract.js";
export type { CancellableOperation, OperationContext } from "./scheduler/subject.js";

// Writing one for a subject in another process or another language
export { defineRemote } from "./adapters/remote/defineRemote.js";
export type { RemoteAdapter } from "./adapters/remote/defineRemote.js";
export { RemoteProcess } from "./adapters/remote/remoteProcess.js";
export type { Hello } from "./adapters/remote/runningProgram.js";

// Saying which semantics it claims
export { profiles } from "./adapters/profiles.js";
export type {
  Cancellation,
  CloseSemantics,
  ClosedAnswer,
  EventKind,
  EventProfile,
  ItemOrder,
  Overflow,
  ProfileName,
  PulseReleases,
  PutSettles,
  QueueProfile,
  SetResult,
  WaitResult,
} from "./adapters/profiles.js";

// Checking it
export { checkConformance } from "./runner/check.js";
export { UsageError } from "./runner/options.js";
export type { CheckOptions, Progress } from "./runner/options.js";

// Settings of the command for a project
export { defineConfig } from "./runner/config.js";
export type { UserConfig } from "./runner/config.js";
// Checking it in a test runner other than vitest
export { conformanceTests } from "./suite/conformanceTests.js";
export type { CanSkip, ConformanceTest, ConformanceTestsOptions } from "./suite/conformanceTests.js";

export { mergeReports, MergeError } from "./runner/mergeReports.js";
export type { Shard } from "./runner/workUnits.js";

// Finding out which profile is its own
export { inferProfile } from "./runner/infer/infer.js";
export type { InferOptions } from "./runner/infer/infer.js";
export type { AxisFinding, Cancelling, Inference, OtherValue } from "./runner/infer/inference.js";
export { formatInference } from "./report/formatInference.js";
export type { InferenceContext } from "./report/formatInference.js";

// Replaying a failure
export { replay } from "./runner/replay.js";
export type { Replay } from "./runner/replay.js";
export { PlanError } from "./scheduler/planError.js";
export { AdapterError } from "./scheduler/subject.js";

// Reading the result
export { formatBulkFailure } from "./report/formatBulkFailure.js";
export { formatHtml } from "./report/html/formatHtml.js";
export type { HtmlContext } from "./report/html/formatHtml.js";
export { formatMermaid } from "./report/formatMermaid.js";
export { formatReport } from "./report/formatReport.js";
export type { ReportContext } from "./report/formatReport.js";
export { formatTable } from "./report/formatTable.js";
export { formatTrace } from "./report/formatTrace.js";
export type { Painter } from "./report/painter.js";
export type { TraceContext } from "./report/trace.js";
export type {
  AllowedOutcome,
  BulkFailure,
  CommonPart,
  Cost,
  ExpectedOutcome,
  Failure,
  KnownFailure,
  ModelView,
  NearestPassing,
  RuledOut,
  PlanChange,
  Report,
  RuleResult,
  Scope,
  Searched,
  Shortest,
} from "./runner/report.js";
export type { HistoryDocument, HistoryEvent } from "./scheduler/history.js";
export type {
  CallStep,
  CancelStep,
  Config,
  ElapseStep,
  Gap,
  ItemClass,
  Plan,
  SignalScope,
  Step,
} from "./scheduler/plan.js";
export type { Outcome, OutcomeName } from "./scheduler/subject.js";
export { rulesOf } from "./properties/index.js";
export type { Category, Rule } from "./properties/rule.js";
