import { createRouter, createWebHashHistory } from 'vue-router'
import { loadCharts } from './charts/load-charts.ts'
import HomeView from './views/HomeView.vue'

/** Each is loaded when it is first shown; Home, where one begins, is part of the page. */
const views = {
  newExperiment: () => import('./views/NewExperimentView.vue'),
  run: () => import('./views/RunView.vue'),
  results: () => import('./views/ResultsView.vue'),
  history: () => import('./views/HistoryView.vue'),
  compare: () => import('./views/CompareView.vue'),
  clusters: () => import('./views/ClustersView.vue'),
  doctor: () => import('./views/DoctorView.vue'),
  settings: () => import('./views/SettingsView.vue'),
  notFound: () => import('./views/NotFoundView.vue'),
}

/** Hashes, because the page is also served from places that know no other path. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'home', component: HomeView },
    { path: '/new', name: 'new-experiment', component: views.newExperiment },
    { path: '/runs/:id/live', name: 'run', component: views.run, props: true },
    { path: '/runs/:id', name: 'results', component: views.results, props: true },
    { path: '/history', name: 'history', component: views.history },
    { path: '/compare', name: 'compare', component: views.compare },
    { path: '/clusters', name: 'clusters', component: views.clusters },
    { path: '/doctor', name: 'doctor', component: views.doctor },
    { path: '/settings', name: 'settings', component: views.settings },
    { path: '/:rest(.*)*', name: 'not-found', component: views.notFound },
  ],
})

/** So that they open at once, also while the service that they come from is away. What fails is loaded when it is needed. */
export const loadAllViews = () => Promise.allSettled([...Object.values(views), loadCharts].map((load) => load()))
