import { describe, expect, test } from "vitest";
import type { ScanEvent } from "../../src/model/scan-event.js";
import type { WatchOptions } from "../../src/watch.js";
import { scanOf } from "../report/samples.js";
import { langdrift } from "./harness.js";

const ALARM: ScanEvent = {
  type: "diagnostic",
  code: "rate-alarm",
  severity: "warning",
  partial: false,
  message: "In text there were many.",
};

async function watch(...flags: string[]) {
  let options: WatchOptions | undefined;
  const ran = await langdrift(["watch", "logs", ...flags], {
    deps: {
      async *watch(_, given) {
        options = given;
        yield* scanOf([ALARM]);
      },
    },
  });
  return { ...ran, alarm: options?.alarm };
}

describe("watch --alarm-above", () => {
  test("hands the rate on, tells an alarm on standard error, and leaves the exit code alone", async () => {
    const plain = await watch();
    expect(plain.alarm).toBeUndefined();
    const { code, alarm, err } = await watch("--alarm-above", "2.5", "--alarm-alpha", "0.001");
    expect(alarm).toEqual({ above: 2.5, alpha: 0.001 });
    expect(err).toContain("warning  In text there were many. (rate-alarm)");
    expect(code).toBe(0);
  });

  test.each([
    [["--alarm-above", "0"], '--alarm-above must be a number above 0, not "0"'],
    [
      ["--alarm-above", "1", "--alarm-alpha", "1"],
      '--alarm-alpha must lie between 0 and 1, such as 0.01, not "1"',
    ],
    [["--alarm-alpha", "0.01"], "add --alarm-above RATE"],
  ])("refuses %s", async (flags, message) => {
    const { code, err } = await watch(...flags);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  test("is of watch alone", async () => {
    expect((await langdrift(["scan", "logs", "--alarm-above", "2"])).err).toContain("--alarm-above");
  });
});
