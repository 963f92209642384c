/** Why the first violation of a wrong implementation has another name than its rule: by rule and name of the mutant. */
export const explained: Readonly<Record<string, string>> = {
  "EVENT-15 splices-minus-one":
    "The listener that does the harm stays on its signal, which shows sooner and is a rule of its own.",
  "QUEUE-24 splices-minus-one":
    "The listener that does the harm stays on its signal, which shows sooner and is a rule of its own.",
  "QUEUE-33 beaten-getter-goes-first":
    "The get() that went to the head takes an item that a woken put() brought: it might have been handed over, too.",
};
