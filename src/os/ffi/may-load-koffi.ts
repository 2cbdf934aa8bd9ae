// Import before koffi: its own failure would name neither this package nor the missing option.

import { checkAddons } from "../permission.ts";

checkAddons();
