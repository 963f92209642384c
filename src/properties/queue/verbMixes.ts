/** Verbs that do the same for a rule, and weights of verbs that several rules share. */
export const add: readonly string[] = ["put", "putNowait"];
export const take: readonly string[] = ["get", "getNowait"];
export const gets = { get: 9, put: 3, putNowait: 4, getNowait: 2, cancel: 7 } as const;
export const puts = { put: 9, get: 3, getNowait: 3, putNowait: 2, cancel: 7 } as const;
