// The access rights of the program in a VM to the host. The imports of the build ask here, below everything that Lua
// code, or a corrupted VM, can reach.

export interface HostRights {
  /** Resolves a file to read, to write, or both; undefined if that is not permitted. */
  toOpen(path: Buffer, isRead: boolean, isWritten: boolean): FileToOpen | undefined;
  /** Resolves a folder entry to create, rename or remove; undefined if that is not permitted. */
  toChange(path: Buffer): Buffer | undefined;
  /** Resolves a link to read; undefined if that is not permitted. */
  toReadLink(path: Buffer): Buffer | undefined;
  /** True if the program may run commands. */
  readonly runsCommands: boolean;
}

export interface FileToOpen {
  readonly path: Buffer;
  /** Additional flags for open(2). */
  readonly flags: number;
}

/** The rights of a program without a sandbox. */
export const ALL_RIGHTS: HostRights = {
  toOpen: (path) => ({ path, flags: 0 }),
  toChange: (path) => path,
  toReadLink: (path) => path,
  runsCommands: true,
};

/** Exit status of a shell that found a command but may not run it (POSIX, Shell Command Language 2.8.2). */
export const NOT_EXECUTABLE = 126;
