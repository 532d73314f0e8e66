import { createRouter, createWebHashHistory } from 'vue-router'

/** Hashes, because the page is also served from places that know no other path. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'home', component: () => import('./views/HomeView.vue') },
    { path: '/new', name: 'new-experiment', component: () => import('./views/NewExperimentView.vue') },
    { path: '/runs/:id/live', name: 'run', component: () => import('./views/RunView.vue'), props: true },
    { path: '/runs/:id', name: 'results', component: () => import('./views/ResultsView.vue'), props: true },
    { path: '/history', name: 'history', component: () => import('./views/HistoryView.vue') },
    { path: '/compare', name: 'compare', component: () => import('./views/CompareView.vue') },
    { path: '/clusters', name: 'clusters', component: () => import('./views/ClustersView.vue') },
    { path: '/doctor', name: 'doctor', component: () => import('./views/DoctorView.vue') },
    { path: '/settings', name: 'settings', component: () => import('./views/SettingsView.vue') },
    { path: '/:rest(.*)*', name: 'not-found', component: () => import('./views/NotFoundView.vue') },
  ],
})
