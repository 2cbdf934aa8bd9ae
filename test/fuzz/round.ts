// What runs are made of. A round begins with nothing open and must end so; its calls are made in order.

/** So many calls have a round; each has a number in it. */
export const CALLS_PER_ROUND = 2000;

/** What a child is told to do. */
export interface Order {
  readonly target: string;
  readonly seed: number;
  /** The rounds to be played: from one to before another. */
  readonly from: number;
  readonly to: number;
  /** The file that tells how far it has come. */
  readonly progress: string;
  /** An empty directory for what has a path. */
  readonly directory: string;
  /** The calls of the round to be made, all unless given. */
  readonly only?: readonly number[];
  /** A file to which each call is added in words before it is made. */
  readonly trace?: string;
}

/** What a round has found to be wrong, other than by ending its process. */
export interface Finding {
  readonly round: number;
  readonly call: number;
  readonly message: string;
}

/** Told by a target at each call. */
export interface Log {
  /** Whether a call is to be made; writes down that it is. */
  begins(call: number): boolean;
  /** Whether words are wanted. */
  readonly wantsWords: boolean;
  says(words: string): void;
  /** Something is wrong, and the process can go on. */
  finds(message: string): void;
}

/** One of the things to be called at random. */
export interface Target {
  /** Plays a round; afterwards nothing that it opened is open. */
  play(seed: number, round: number, log: Log): void | Promise<void>;
}
