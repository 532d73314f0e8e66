import { useLocalStorage, usePreferredDark } from '@vueuse/core'
import { computed, watch } from 'vue'

const choices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof choices)[number]

const isSystemDark = usePreferredDark()
const choice = useLocalStorage<ThemeChoice>('cnilab.theme', 'system', {
  serializer: { read: (text) => choices.find((each) => each === text) ?? 'system', write: (chosen) => chosen },
})
watch(choice, (chosen) => (document.documentElement.dataset.theme = chosen), { immediate: true })
const theme = computed(() => (choice.value === 'system' ? (isSystemDark.value ? 'dark' : 'light') : choice.value))

/** What a person chose, and what follows from it and from the system. */
export const useTheme = () => ({ choice, theme })
