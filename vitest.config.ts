import { defineConfig } from 'vitest/config';

// biome-ignore lint: vitest reads its configuration from the default export
export default defineConfig({
  // Two files at once: much of a test is waiting, and each has a PostgreSQL of its own.
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: 2 },
});
