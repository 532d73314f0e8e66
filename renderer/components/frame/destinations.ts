import { Boxes, FlaskConical, History, House, Settings, Stethoscope } from '@lucide/vue'

/** Where the navigation leads; `also` are the routes that belong to a place. */
export const destinations = [
  { name: 'home', label: 'Home', icon: House, also: [] },
  { name: 'new-experiment', label: 'New experiment', icon: FlaskConical, also: [] },
  { name: 'history', label: 'History', icon: History, also: ['results', 'run', 'compare'] },
  { name: 'clusters', label: 'Clusters', icon: Boxes, also: [] },
  { name: 'doctor', label: 'Doctor', icon: Stethoscope, also: [] },
  { name: 'settings', label: 'Settings', icon: Settings, also: [] },
] as const satisfies readonly { readonly also: readonly string[]; [key: string]: unknown }[]
