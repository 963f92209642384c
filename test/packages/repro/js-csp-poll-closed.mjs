// js-csp 1.0.1: poll() finds nothing in a closed channel, where take still finds what is left.
import csp from "js-csp";

const channel = csp.chan(1);
csp.offer(channel, "x"); // 1. "x" is in the buffer
channel.close(); // 2. takes return the buffered values, then CLOSED
const polled = csp.poll(channel); // 3. "if it's possible to do so immediately"
csp.takeAsync(channel, (taken) => console.log(`poll: ${polled === csp.NO_VALUE ? "nothing" : polled}, take: ${taken}`));
