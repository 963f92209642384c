/**
 * What a run aborts its signals with: a DOMException as an AbortController makes it, without the stack, which is most of
 * its price.
 */
export function cancelReason(): DOMException {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return new DOMException("The operation was cancelled", "AbortError");
  } finally {
    Error.stackTraceLimit = limit;
  }
}
