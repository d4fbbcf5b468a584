// Loaded into measured Node processes: says at the end what they used, in the file that BENCH_USAGE names.
const { readFileSync, writeFileSync } = require("node:fs");

function peakKilobytes() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

process.on("exit", () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, peak: peakKilobytes() * 1024 };
  writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage));
});
