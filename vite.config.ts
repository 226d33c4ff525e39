import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The web pages, built to dist/ui. Assets are never inlined: the pages' content security policy
 * allows fonts, scripts and pictures from this server only.
 */
export default defineConfig({
  plugins: [react()],
  publicDir: "src/ui/public",
  build: {
    outDir: "dist/ui",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": process.env["TENURE_URL"] ?? "http://127.0.0.1:8080" } },
});
