import { builtinModules } from 'node:module'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import type { InlineConfig } from 'vite'

const root = join(import.meta.dirname, '..')
const shared = { configFile: false, logLevel: 'warn' } as const

/** The page, the same for the desktop window and for `cnilab serve`. */
export const pageBundle: InlineConfig = {
  ...shared,
  root: join(root, 'renderer'),
  base: './',
  plugins: [vue()],
  build: {
    outDir: join(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    // A strict content security policy forbids data: modules; every asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A request for each of many small files takes longer than a few more bytes that another view needs first.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'kit', test: /renderer\/(components\/(ui|frame|home)|composables|stores)\// }],
        },
      },
    },
  },
}

/** The shell's main process: one CommonJS file, which starts faster than many modules do. */
export const appBundle = shellBundle('main/app/app.ts', 'app/app.cjs', 'node16')

/** The bridge: sandboxed preload scripts must be one CommonJS file. */
export const preloadBundle = shellBundle('preload/preload.ts', 'preload/preload.cjs', 'chrome108')

function shellBundle(entry: string, output: string, target: string): InlineConfig {
  return {
    ...shared,
    root,
    build: {
      outDir: join(root, 'out'),
      emptyOutDir: false,
      target,
      minify: false,
      lib: { entry: join(root, entry), formats: ['cjs'], fileName: () => output },
      rollupOptions: {
        external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
        output: { codeSplitting: false },
      },
    },
    resolve: { conditions: ['node'] },
  }
}
