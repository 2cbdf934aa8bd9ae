// Every waiting operation, on every path that a wait can take.

import type { Scenario } from "../stage.ts";
import { acceptScenarios } from "./accept.ts";
import { connectScenarios } from "./connect.ts";
import { datagramScenarios } from "./datagrams.ts";
import { oddPeerScenarios } from "./odd-peers.ts";
import { receiveScenarios } from "./receive.ts";
import { receiveintoScenarios } from "./receiveinto.ts";
import { selectScenarios } from "./select.ts";
import { sendScenarios } from "./send.ts";
import { timeAndNameScenarios } from "./time-and-names.ts";

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
