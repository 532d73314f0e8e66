import { defineConfig } from 'vitest/config'

/** `unit` needs nothing but Node; `netns` needs Linux namespaces; `clusters` needs a container engine and kind. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'] } },
      {
        test: {
          name: 'netns',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
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
    ],
  },
})
