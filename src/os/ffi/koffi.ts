// koffi, by which all calls are made.

import "./may-load-koffi.ts";
import koffi from "koffi";

export default koffi;
