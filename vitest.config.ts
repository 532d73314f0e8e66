import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/**
 * `unit` needs nothing but Node; `netns` needs Linux namespaces; `package` an Electron runtime (ELECTRON_TEST_DIST); `clusters` a
 * container engine and kind; `long` the same, and an hour, before a release. What runs in a browser is in test/e2e/playwright.config.ts.
 */
export default defineConfig({
  test: {
    projects: [
      { plugins: [vue()], test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'] } },
      {
        test: {
          name: 'netns',
          include: ['test/e2e/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/e2e/package/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'clusters',
          include: ['test/clusters/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 1_500_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 3_000_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
