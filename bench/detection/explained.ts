/** Why the first violation of a wrong implementation has another name than its rule: by rule and name of the mutant. */
export const explained: Readonly<Record<string, string>> = {
  "EVENT-15 splices-minus-one":
    "The listener that does the harm stays on its signal, which shows sooner and is a rule of its own.",
  "QUEUE-24 splices-minus-one":
    "The listener that does the harm stays on its signal, which shows sooner and is a rule of its own.",
  "QUEUE-10 pairs-once":
    "A get() and a put() are left waiting for each other: which of the two is told, as left or as new, depends on the plan.",
  "QUEUE-11 loses-mail": "The message that is lost may be a put() as well as a get().",
  "QUEUE-43 finishes-two":
    "With a join() in the plan it returns too early, and whether that or the taskDone() is to blame cannot be told.",
  "QUEUE-33 beaten-getter-goes-first":
    "The get() that went to the head takes an item that a woken put() brought: it might have been handed over, too.",
  "QUEUE-34 beaten-putter-goes-first":
    "Another rule explains the same history, and neither is more special than the other.",
  "QUEUE-10 wakes-same-twice": "The line of put() has the same bug: two freed slots wake the same one.",
  "QUEUE-21 cancel-clears":
    "Who was taken out of the map with others can no longer be cancelled, which is a rule of its own.",
  "QUEUE-18 drops-who-came-last":
    "The get() that is taken out in the place of the cancelled one may be one that was just paired: then its item goes along.",
};
