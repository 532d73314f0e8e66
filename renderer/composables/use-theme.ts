import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

export type ThemeChoice = 'system' | 'light' | 'dark'

const storageKey = 'cnilab.theme'
const darkSystem = globalThis.matchMedia('(prefers-color-scheme: dark)')
const isSystemDark = shallowRef(darkSystem.matches)
darkSystem.addEventListener('change', ({ matches }) => (isSystemDark.value = matches))

const choice = shallowRef<ThemeChoice>(stored())
watch(
  choice,
  (chosen) => {
    document.documentElement.dataset.theme = chosen
    try {
      localStorage.setItem(storageKey, chosen)
    } catch {
      // A browser that keeps nothing still shows the theme.
    }
  },
  { immediate: true },
)
const theme = computed(() => (choice.value === 'system' ? (isSystemDark.value ? 'dark' : 'light') : choice.value))

/** What a person chose, and what follows from it and from the system. */
export const useTheme = (): { readonly choice: Ref<ThemeChoice>; readonly theme: ComputedRef<'light' | 'dark'> } => ({
  choice,
  theme,
})

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(storageKey)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}
