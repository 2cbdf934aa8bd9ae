// What a system without epoll says of it.

import { ABSENT } from "./absent.ts";
import type { Platform } from "./platform.ts";

type OfEpoll = Extract<keyof Platform, "hasEpoll" | `EPOLL${string}` | `epoll${string}`>;

export const NO_EPOLL: Pick<Platform, OfEpoll> = {
  hasEpoll: false,
  EPOLL_CLOEXEC: ABSENT,
  EPOLL_CTL_ADD: ABSENT,
  EPOLL_CTL_DEL: ABSENT,
  EPOLL_CTL_MOD: ABSENT,
  EPOLLIN: ABSENT,
  EPOLLOUT: ABSENT,
  EPOLLRDHUP: ABSENT,
  EPOLLET: ABSENT,
  epollEventSize: 12,
  epollDataOffset: 4,
};
