import { defineConfig } from "vite";

// The page is served from /app/ with a strict content security policy: nothing inline but styles, nothing from elsewhere.
export default defineConfig({
  base: "/app/",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The colours use light-dark(), which these versions know; older targets would have it rewritten.
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    chunkSizeWarningLimit: 1300,
  },
  server: {
    // During development the page comes from Vite and everything else from a running `openday serve`.
    proxy: { "^/(?!app/)": "http://127.0.0.1:8040" },
  },
});
