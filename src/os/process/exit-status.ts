/** How a command ended: by a signal, or with an exit code. The other one is 0. */
export interface ExitStatus {
  readonly exitCode: number;
  readonly signal: number;
}
