import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // Files share a worker, so that the modules under test are loaded and compiled once and not once a file. No
    // source module keeps state, and no test leaves any behind: the order of the files does not matter.
    isolate: false,
    // One worker a core; by default one core is left for the watcher.
    maxWorkers: "100%",
    coverage: { provider: "v8", include: ["src/**/*.ts"], exclude: ["src/model/**"] },
  },
});
