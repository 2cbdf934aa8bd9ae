import { testSameAsNative } from "../../support/same-as-native.ts";

const instants = `
  for _, t in ipairs { 0, 86399, 951782400, 1111111111, 1700000000, 1720000000, 1735603200, 4102444800, 5000000000 } do`;

testSameAsNative([
  ...["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney"].flatMap((TZ) => [
    {
      name: `os.date formats in ${TZ}`,
      script: `${instants}
        print(os.date("%a %A %b %B %c %d %D %e %F %g %G %h %H %I %j", t))
        print(os.date("%m %M %p %r %R %S %T %u %U %V %w %W %x %X %y %Y %z %Z %%", t))
        print(os.date("!%c %Z %z", t))
      end`,
      env: { TZ },
    },
    {
      name: `os.date("*t") and os.time are inverse in ${TZ}`,
      script: `${instants}
        local d = os.date("*t", t)
        print(d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst, os.time(d) == t)
        d.isdst = nil
        print(os.time(d) == t)
      end
      print(os.time { year = 2024, month = 14, day = -3, hour = 30, min = 90, sec = -5 })
      print(os.time { year = 2024, month = 1, day = 1, isdst = true }, os.time { year = 2024, month = 7, day = 1, isdst = false })`,
      env: { TZ },
    },
  ]),
  { name: "a conversion that does not exist is an error", script: `print(pcall(os.date, "%Q", 0))` },
  { name: "os.difftime subtracts", script: `print(os.difftime(10, 4))` },
  {
    name: "os.time is now",
    script: `print(type(os.time()), os.time() > 1700000000, os.date("%Y") + 0 >= 2024, os.clock() < 60)`,
  },
]);
