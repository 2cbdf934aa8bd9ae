// koffi, the FFI library behind all native calls.

import "./may-load-koffi.ts";
import koffi from "koffi";

export default koffi;
