/**
 * Where it really happened: by name of the mutant, a public thread about a bug of the same shape. The mutants are written
 * from what the threads say of the behaviour, on builds of our own.
 */
export const happened: Readonly<Record<string, string>> = {
  "stops-at-cancelled": "agronholm/anyio#536",
  "cancel-cuts-line": "agronholm/anyio#536",
  "strands-permit": "python/asyncio#270, python/cpython#90155",
  "swallows-get-wakeup": "python/asyncio#265",
  "swallows-put-wakeup": "python/asyncio#265",
  "loses-recalled": "moonbitlang/async#160",
  "takes-then-ends-cancelled": "moonbitlang/async#160",
  "robs-putter": "python/cpython#83055",
  "time-out-loses-item": "python/cpython#86296",
  "incomparable-stays": "CPython 3.6 to 3.13, PriorityQueue",
  "moves-last-into-hole": "typelevel/cats-effect#3564",
  "frees-on-cancel": "typelevel/cats-effect#3554",
  "wakes-same-twice": "awslabs/shuttle#317",
  "wakes-the-gone-putter": "awslabs/shuttle#317",
  "gone-in-line": "awslabs/shuttle#317",
  "wakes-putters-on-edge": "tokio-rs/tokio#2134",
  "told-later": "DirtyHairy/async-mutex#54",
  "swallows-cancel": "python/cpython#77022, python/cpython#111693",
  "cancelled-still-enters": "seen in several libraries",
  "listens-late": "a common shape: an abort between the check and the listener",
  "races-abort": "a common shape: the loser of a race stays registered",
  "walks-changing-list": "a common shape: a list that changes while it is walked",
  "rechecks-flag": "a common shape: a pulse in one turn is missed",
  "registers-late": "a common shape: check, await, register",
  "wakes-all-putters": "a common shape: two putters for one free slot",
  "takes-falsy-for-empty": "a common shape: a falsy item is taken for nothing",
  "tells-first-getter": "a common shape: a close wakes only the first",
};
