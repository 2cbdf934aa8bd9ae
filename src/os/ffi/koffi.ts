// koffi, by which all calls are made.

import "./may-load-koffi.js";
import koffi from "koffi";

export default koffi;
