// The TypeScript face whose calls block: `import socket from "luasocket"`.

import * as socket from "./face/namespace.js";

export type { Encoding, Sendable } from "./face/encoding.js";
export * from "./face/namespace.js";
export type { ReceivePattern } from "./face/receive-call.js";
export type { Done, Failure, Named, Received, Result, Selected, Sent } from "./face/results.js";
export type { Selectable } from "./face/select.js";
export type { TcpClient, TcpServer } from "./face/tcp-classes.js";
export type { TcpObject } from "./face/tcp-object.js";

export default socket;
