// Lets the browser keep what is read here, for reading without a network.
navigator.serviceWorker?.register(new URL("../service-worker.js", document.currentScript.src)).catch(() => {});
