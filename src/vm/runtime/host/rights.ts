// What the program in a VM may do to the host. The imports of the build ask here, below everything that Lua code, or a
// Lua that is broken, can reach.

export interface HostRights {
  /** What to open in the place of a file that may be read, or written, or both; undefined for one that may not. */
  toOpen(path: Buffer, isRead: boolean, isWritten: boolean): FileToOpen | undefined;
  /** The path of an entry of a folder, in the place of one that may be made, renamed or removed. */
  toChange(path: Buffer): Buffer | undefined;
  /** The path of a link, in the place of one that may be read. */
  toReadLink(path: Buffer): Buffer | undefined;
  /** Whether commands may be run. */
  readonly runsCommands: boolean;
}

export interface FileToOpen {
  readonly path: Buffer;
  /** To be added to the flags of open(2). */
  readonly flags: number;
}

/** Of who runs as the user himself. */
export const ALL_RIGHTS: HostRights = {
  toOpen: (path) => ({ path, flags: 0 }),
  toChange: (path) => path,
  toReadLink: (path) => path,
  runsCommands: true,
};

/** How a shell ends that found a command and may not run it (POSIX, Shell Command Language 2.8.2). */
export const NOT_EXECUTABLE = 126;
