/** The errors of the queues. Their names are Python's; `name` tells them apart across ESM and CJS copies too. */

/** `getNowait()` found no item: `asyncio.QueueEmpty`. */
export class QueueEmpty extends Error {
  override readonly name = "QueueEmpty";

  constructor(message = "The queue is empty") {
    super(message);
  }
}

/** `putNowait()` found no room, and stored nothing: `asyncio.QueueFull`. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";

  constructor(message = "The queue is full") {
    super(message);
  }
}

/**
 * The queue was shut down: `asyncio.QueueShutDown`. A put finds it at once, a get once nothing is left. It goes before
 * {@link QueueEmpty} and {@link QueueFull}.
 */
export class QueueShutDown extends Error {
  override readonly name = "QueueShutDown";

  constructor(message = "The queue was shut down") {
    super(message);
  }
}
