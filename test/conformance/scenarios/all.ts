// Every waiting operation, along every path that a wait can take.

import type { Scenario } from "../stage.js";
import { acceptScenarios } from "./accept.js";
import { connectScenarios } from "./connect.js";
import { datagramScenarios } from "./datagrams.js";
import { oddPeerScenarios } from "./odd-peers.js";
import { receiveScenarios } from "./receive.js";
import { receiveintoScenarios } from "./receiveinto.js";
import { selectScenarios } from "./select.js";
import { sendScenarios } from "./send.js";
import { timeAndNameScenarios } from "./time-and-names.js";

export const SCENARIOS: readonly Scenario[] = [
  ...oddPeerScenarios,
  ...receiveScenarios,
  ...receiveintoScenarios,
  ...sendScenarios,
  ...acceptScenarios,
  ...connectScenarios,
  ...datagramScenarios,
  ...selectScenarios,
  ...timeAndNameScenarios,
];
