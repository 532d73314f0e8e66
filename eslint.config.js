import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { namesAtHome } from './scripts/lint/names-at-home.js'

/** Layers of main/, each with the layers it may import from (its own is always allowed; types of `clusters` serve probes). */
const pure = ['experiment', 'policy-model', 'blocks', 'system']
const derived = ['findings', 'store', 'probes', ...pure]
const labs = ['reports', 'words', 'clusters', 'cnis', ...derived]
const layers = {
  system: [],
  'policy-model': ['system'],
  statistics: ['system'],
  blocks: ['system'],
  experiment: ['system'],
  cnis: ['experiment', 'system'],
  clusters: ['cnis', 'experiment', 'system'],
  probes: ['clusters/cluster', 'clusters/kubernetes/manifests', 'cnis', 'words/en/text', 'words/en/quantity', ...pure],
  store: ['probes/probe', 'experiment', 'system'],
  findings: ['statistics', 'store', 'probes', 'clusters/index', 'cnis', ...pure],
  words: derived,
  reports: ['words', 'clusters/index', 'cnis', ...derived],
  lab: ['statistics', ...labs],
  api: ['lab', ...labs],
  cli: ['api', 'lab', ...labs.filter((layer) => layer !== 'policy-model')],
  app: ['api', 'system'],
}

const processDoor = {
  regex: '^(execa|(node:)?child_process)$',
  message: 'Processes are started through main/system/exec.ts, which knows how to cancel, quote and report them.',
}

const arrowRules = Object.entries(layers).map(([layer, allowed]) => {
  const forbidden = Object.keys(layers).filter((other) => other !== layer && !allowed.includes(other))
  const patterns = forbidden.map((other) => {
    const exceptions = allowed
      .filter((path) => path.startsWith(`${other}/`))
      .map((path) => path.slice(other.length + 1))
    return {
      regex: `^(\\.\\./)+${other}/${exceptions.length > 0 ? `(?!(${exceptions.join('|')})\\.ts$)` : ''}`,
      message: `main/${layer} must not depend on main/${other}: see docs/architecture.md.`,
    }
  })
  return {
    files: [`main/${layer}/**/*.ts`],
    ignores: ['main/system/exec.ts', 'main/system/long-process.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [...patterns, processDoor] }] },
  }
})

/** What the page may take from main/ beside types: the contract's client, and pure functions that draw and word findings. */
const pageMayUse = [
  'api/(client|limits|packed)',
  'blocks/[\\w-]+',
  'findings/recommend',
  'experiment/(?!spec|cell-key)[\\w-]+',
  'lab/expected-samples',
  'reports/charts/(?!inline-svg|cni-colours)[\\w-]+',
  'reports/(answer|failure|measurement|recommendation|run-comparison)-blocks',
  'reports/(background-sections|comparison-tables|run-title|section)',
  'store/run-record',
  'words/en/[\\w-]+',
]

const pageRules = {
  files: ['renderer/**/*.{ts,vue}'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `main/(?!(${pageMayUse.join('|')})\\.ts$)`,
            allowTypeImports: true,
            message: 'The page takes types from main/, and only what is pure as values: see docs/architecture.md.',
          },
          { regex: '^(electron|node:.*)$', message: 'The page is untrusted: it speaks to the lab through its client.' },
        ],
      },
    ],
  },
}

/** The electron module is the shell's alone; its raw IPC stays in one file on each side. */
const electronRules = [
  {
    files: ['main/**/*.ts'],
    ignores: ['main/app/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportDeclaration[source.value="electron"]', message: 'Only main/app knows of Electron.' },
      ],
    },
  },
  {
    files: ['main/app/**/*.ts', 'preload/**/*.ts'],
    ignores: ['main/app/ipc.ts', 'preload/preload.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportSpecifier[imported.name=/^ipc(Main|Renderer)$/]',
          message: 'Raw IPC lives in main/app/ipc.ts and preload/preload.ts, where senders are checked.',
        },
      ],
    },
  },
]

/** What is written to a terminal goes through one door, which lets nothing through that a terminal would obey. */
const terminalRules = {
  files: ['main/cli/**/*.ts'],
  ignores: ['main/cli/terminal.ts'],
  rules: {
    'no-console': 'error',
    'no-restricted-properties': [
      'error',
      ...['stdout', 'stderr'].map((property) => ({
        ...{ object: 'process', property, message: 'Write through main/cli/terminal.ts.' },
      })),
    ],
  },
}

const cnis = ['kindnet', 'flannel', 'calico', 'cilium']
const probes = ['tcp-throughput', 'http-latency', 'policy', 'wire', 'datapath', 'footprint', 'observability']

/** Where the names of runtimes, CNIs and probes are at home; `kind` is also a program, and what its recipes are for. */
const homes = {
  kind: ['main/clusters/kind/', 'main/cnis/recipe.ts'],
  netns: ['main/clusters/netns/', 'main/cnis/netns/'],
  // The published comparison is of these CNIs.
  ...Object.fromEntries(cnis.map((id) => [id, [`main/cnis/${id}/`, 'main/findings/claims/']])),
  // Rows of it are called as probes are.
  ...Object.fromEntries(probes.map((id) => [id, [`main/probes/${id}/`, 'main/findings/claims/']])),
}

const nameRules = {
  files: ['main/**/*.ts', 'renderer/**/*.{ts,vue}', 'preload/**/*.ts'],
  plugins: { lab: { rules: { 'names-at-home': namesAtHome } } },
  rules: { 'lab/names-at-home': ['error', homes] },
}

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'coverage/', 'test/fixtures/', 'test-results/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  ...vue.configs['flat/recommended'],
  {
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.vue'] } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // `{ a, ...rest }` is how a copy without `a` is made; what is in `using` is used by its end.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, ignoreUsingDeclarations: true }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['warn', { max: 60, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['renderer/**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
    },
  },
  { files: ['test/**', 'scripts/**'], rules: { 'max-lines-per-function': 'off' } },
  // One mock of the Kubernetes client, which has to stand in the file, is behind all of its tests.
  {
    files: ['eslint.config.js', '.dependency-cruiser.js', 'scripts/**/*.js', 'test/**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ['test/**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off', '@typescript-eslint/no-extraneous-class': 'off' },
  },
  ...arrowRules,
  pageRules,
  terminalRules,
  nameRules,
  ...electronRules,
  prettier,
)
