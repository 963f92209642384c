/** Names under which published primitives offer the verbs, the likelier first. */

export const ADDS_AT_ONCE: readonly string[] = [
  "putNowait",
  "put_nowait",
  "tryPut",
  "tryPush",
  "tryEnqueue",
  "trySend",
  "tryAdd",
  "offer",
];
export const ADDS: readonly string[] = ["put", "push", "enqueue", "send", "add", "write", "produce", "insert"];
export const TAKES_AT_ONCE: readonly string[] = [
  "getNowait",
  "get_nowait",
  "tryGet",
  "tryTake",
  "tryShift",
  "tryDequeue",
  "tryReceive",
  "tryPop",
  "poll",
];
export const TAKES: readonly string[] = ["get", "take", "shift", "dequeue", "receive", "pop", "pull", "read", "next"];
export const WAITS: readonly string[] = ["wait", "waitOne", "waitFor", "when", "ready"];
export const SETS: readonly string[] = [
  "set",
  "open",
  "fire",
  "trigger",
  "signal",
  "notifyAll",
  "notify",
  "resolve",
  "release",
];
export const CLEARS: readonly string[] = ["clear", "reset", "unset"];
export const IS_SET: readonly string[] = ["isSet", "is_set", "isOpen", "isSignaled", "signaled", "isTriggered"];
export const SIZES: readonly string[] = ["size", "length", "count", "qsize"];
export const CLOSES: readonly string[] = ["close", "end", "shutdown"];
export const DONES: readonly string[] = ["taskDone", "task_done"];

/** Names of a first constructor argument, or of one of its properties, that says how much a queue holds. */
export const CAPACITY: RegExp = /^(?:capacity|max|maxsize|maxlength|maxitems|limit|size|bound|highwatermark|hwm)$/i;
