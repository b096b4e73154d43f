import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores, and tests that start a browser or train a network: side by side they only wait for each other.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 600_000,
    // An empty file or a forgotten filter must not pass.
    passWithNoTests: false,
    expect: { requireAssertions: true },
  },
});
