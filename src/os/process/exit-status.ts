/** The end of a command: its exit code, or the signal that ended it. The other one is 0. */
export interface ExitStatus {
  readonly exitCode: number;
  readonly signal: number;
}
