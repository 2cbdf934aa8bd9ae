// To be imported before koffi, whose own failure would name neither this package nor the option that is missing.

import { checkAddons } from "../permission.ts";

checkAddons();
